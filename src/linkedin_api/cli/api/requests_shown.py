"""A request that is shown instead of sent, with the token masked."""

from __future__ import annotations

import json
import shlex
from typing import Any, Final

from linkedin_api.restli.calls import Call
from linkedin_api.restli.request import Request, build_request
from linkedin_api.restli.tunnel import tunnel_if_long

#: What stands for the token; a shell puts the token of its environment there.
_MASK: Final = "$LINKEDIN_ACCESS_TOKEN"


def request_of(call: Call, base_url: str, version: str | None) -> Request:
    """Return the request for a call, with a mask instead of the token.

    Raises:
        InvalidArgumentError: an argument cannot be sent; the message names it.
    """
    built = build_request(call, base_url=base_url, access_token=_MASK, version=version)
    return tunnel_if_long(built)


def as_curl(request: Request) -> str:
    """Return the command line of curl that sends a request.

    It runs as it is where `LINKEDIN_ACCESS_TOKEN` holds the token.
    """
    lines = [shlex.join(["curl", "--globoff", "-X", request.verb, request.url])]
    for name, value in request.headers.items():
        header = f"{name}: {value}"
        lines.append(f'-H "{header}"' if _MASK in value else shlex.join(["-H", header]))
    if request.content is not None:
        lines.append(shlex.join(["--data-binary", request.content.decode()]))
    return " \\\n  ".join(lines)


def as_document(request: Request) -> dict[str, Any]:
    """Return a request as a JSON document."""
    document: dict[str, Any] = {
        "method": request.verb,
        "url": request.url,
        "headers": dict(request.headers),
    }
    if request.content is not None:
        document["body"] = _body(request)
    return document


def _body(request: Request) -> Any:
    text = (request.content or b"").decode()
    return json.loads(text) if request.headers["Content-Type"] == "application/json" else text
