"""A Rest.li call as a task for `exchange`: what both clients do with a call."""

from __future__ import annotations

from linkedin_api.clients.exchange.loop import Task
from linkedin_api.restli.calls import Call
from linkedin_api.restli.request import Request, build_request
from linkedin_api.restli.tunnel import tunnel_if_long


def task_of(call: Call, base_url: str, version: str | None) -> Task:
    """Make a call a task.

    Args:
        call: what to ask.
        base_url: scheme and host.
        version: for `/rest`; `None` for `/v2`.
    """

    def build(token: str) -> Request:
        request = build_request(call, base_url=base_url, access_token=token, version=version)
        return tunnel_if_long(request)

    return Task(call.method.name, call.resource_path, call.method.is_read, build, version=version)
