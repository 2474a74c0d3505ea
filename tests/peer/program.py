"""A program as users of the official client wrote it. Runs with either client."""

import json
import sys

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


def sent_to(client, url):
    """The official client's address is fixed; sending elsewhere is the documented way round."""
    send = client.session.send

    def send_here(prepared, **options):
        prepared.url = prepared.url.replace("https://api.linkedin.com", url, 1)
        return send(prepared, **options)

    client.session.send = send_here
    return client


if __name__ == "__main__":
    sys.tracebacklimit = 0  # a traceback would show the peer's source
    print(json.dumps(calls(sent_to(RestliClient(), sys.argv[1]), sys.argv[2])))
