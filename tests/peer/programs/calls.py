"""A program as users of the official client wrote it. Runs with either client."""

from elsewhere import run, sent_to

from linkedin_api.clients.restli.client import RestliClient


def calls(client, token):
    version = {"access_token": token, "version_string": "202608"}
    me = client.get(resource_path="/me", access_token=token)
    found = client.finder(
        resource_path="/adAccounts",
        finder_name="search",
        query_params={"search": {"status": {"values": ["ACTIVE"]}}, "fields": "id,name"},
        **version,
    )
    created = client.create(
        resource_path="/posts",
        entity={
            "author": "urn:li:organization:2414183",
            "commentary": "Hello",
            "visibility": "PUBLIC",
            "distribution": {"feedDistribution": "MAIN_FEED"},
            "lifecycleState": "PUBLISHED",
        },
        **version,
    )
    several = client.batch_get(resource_path="/adAccounts", ids=[512000001, 7], **version)
    missing = client.get(resource_path="/adAccounts/{id}", path_keys={"id": 7}, **version)
    return {
        "get": {"status": me.status_code, "data": me.entity},
        "finder": {"status": found.status_code, "data": found.elements},
        "create": {"status": created.status_code, "data": created.decoded_entity_id[:12]},
        "batch_get": {
            "status": several.status_code,
            "data": several.results,
            "errors": several.errors,
        },
        "not_found": {"status": missing.status_code, "data": missing.entity},
    }


def program(url, token):
    return calls(sent_to(RestliClient(), url), token)


if __name__ == "__main__":
    run(program)
