"""What an exchange carries out, and a Rest.li call as such a task."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from linkedin_api.clients.exchange.upload_request import UploadRequest
from linkedin_api.clients.limits import Timeout
from linkedin_api.restli.calls import Call
from linkedin_api.restli.request import Request, build_request
from linkedin_api.restli.tunnel import tunnel_if_long


class Task(NamedTuple):
    """A call to carry out.

    Attributes:
        method: the Rest.li method, or the OAuth grant.
        resource: the path template.
        is_read: whether it changes nothing.
        build: builds the request; gets the token, or `""` if none is needed.
        needs_token: whether it needs a token.
        version: the version of the API, if it is the versioned one.
        timeout: seconds to connect and read; `None` for the client's.
    """

    method: str
    resource: str
    is_read: bool
    build: Callable[[str], Request | UploadRequest]
    needs_token: bool = True
    version: str | None = None
    timeout: Timeout | None = None


def task_of(call: Call, base_url: str, version: str | None) -> Task:
    """Turn a call into a task."""

    def build(token: str) -> Request:
        request = build_request(call, base_url=base_url, access_token=token, version=version)
        return tunnel_if_long(request)

    return Task(call.method.name, call.resource_path, call.method.is_read, build, version=version)
