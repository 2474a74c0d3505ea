"""Turn a Rest.li call into a task for `exchange`, for both clients."""

from __future__ import annotations

from linkedin_api.clients.exchange import Task
from linkedin_api.restli.calls import Call
from linkedin_api.restli.request import Request, build_request
from linkedin_api.restli.tunnel import tunnel_if_long


def task_of(call: Call, base_url: str, version: str | None) -> Task:
    """Turn a call into a task.

    Args:
        call: the call.
        base_url: scheme and host.
        version: for `/rest`; `None` for `/v2`.
    """

    def build(token: str) -> Request:
        request = build_request(call, base_url=base_url, access_token=token, version=version)
        return tunnel_if_long(request)

    return Task(call.method.name, call.resource_path, call.method.is_read, build, version=version)
