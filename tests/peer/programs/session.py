"""Sets up the session: hooks, a wrapped send, an adapter with a timeout, another session."""

import requests
from elsewhere import run, sent_to
from requests.adapters import HTTPAdapter

from linkedin_api.clients.auth.client import AuthClient
from linkedin_api.clients.restli.client import RestliClient

seen = []


class TimeoutAdapter(HTTPAdapter):
    def send(self, request, **kwargs):
        seen.append(request.method)
        if kwargs.get("timeout") is None:
            kwargs["timeout"] = 5
        return super().send(request, **kwargs)


def program(url, token):
    client = RestliClient()
    client.session.hooks["response"].append(lambda r: r.raise_for_status())
    client.session.hooks = {
        "response": [*client.session.hooks["response"], lambda r, *args, **kwargs: None]
    }
    client.session.mount("http://", TimeoutAdapter())
    sent_to(client, url)
    created = client.create(
        resource_path="/posts",
        entity={
            "author": "urn:li:organization:2414183",
            "commentary": "Hello",
            "visibility": "PUBLIC",
            "distribution": {"feedDistribution": "MAIN_FEED"},
            "lifecycleState": "PUBLISHED",
        },
        access_token=token,
        version_string="202608",
    )
    client.session = requests.Session()
    me = sent_to(client, url).get(resource_path="/me", access_token=token)
    auth = AuthClient("id", "secret", redirect_url="https://old/cb")
    auth.session.hooks["response"].append(lambda r: None)
    auth.redirect_url = "https://new/cb"
    return {
        "created": created.status_code,
        "me": me.entity["localizedFirstName"],
        "through the adapter": seen,
        "application": [auth.client_id, auth.client_secret, auth.redirect_url],
        "for members": "new" in auth.generate_member_auth_url(scopes=["openid"]),
        "fields": sorted({"status_code", "url", "headers", "response", "entity"} & {*vars(me)}),
    }


if __name__ == "__main__":
    run(program)
