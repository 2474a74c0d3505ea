"""Sign a member in behind a web page: the two routes that any web framework needs.

Needs LINKEDIN_CLIENT_ID and LINKEDIN_CLIENT_SECRET. Register http://localhost:8000/callback as a
redirect URL of the application, run this, and open http://localhost:8000/.
"""

import os
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

from linkedin_api import AuthClient, RestliClient, is_same_state, new_state

REDIRECT_URL = "http://localhost:8000/callback"
auth = AuthClient(
    os.environ["LINKEDIN_CLIENT_ID"], os.environ["LINKEDIN_CLIENT_SECRET"], REDIRECT_URL
)
states: set[str] = set()  # in a real application: in the session of the visitor


class Pages(BaseHTTPRequestHandler):
    """`/` sends the visitor to LinkedIn; LinkedIn sends them back to `/callback`."""

    def do_GET(self) -> None:
        """Answer both routes."""
        url = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(url.query).items()}
        if url.path == "/":
            self._send_to_linkedin()
        elif url.path != "/callback":
            self.send_error(404)
        elif not any(is_same_state(each, query.get("state", "")) for each in states):
            self.send_error(403, "this answer belongs to no request of ours")
        elif "code" not in query:
            self._say(f"No token: {query.get('error', 'no reason given')}")
        else:
            self._greet(query["code"])

    def _send_to_linkedin(self) -> None:
        state = new_state()
        states.add(state)
        self.send_response(302)
        scopes = ["openid", "profile"]
        self.send_header("Location", auth.generate_member_auth_url(scopes, state))
        self.end_headers()

    def _greet(self, code: str) -> None:
        token = auth.exchange_auth_code_for_access_token(code).raise_for_status().access_token
        member = RestliClient(access_token=token).get("/userinfo").raise_for_status().entity
        self._say(f"Hello, {member['name']}")

    def _say(self, text: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.end_headers()
        self.wfile.write(text.encode())


if __name__ == "__main__":
    HTTPServer(("localhost", 8000), Pages).serve_forever()
