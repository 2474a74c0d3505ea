"""Who may do what: the scopes of the caller, and the resource's own rules.

Scopes are checked before the request is fully read, rules afterwards, since they depend on
what a request is about.
"""

from __future__ import annotations

from linkedin_api.sandbox.protocol import problems
from linkedin_api.sandbox.protocol.keys import Key
from linkedin_api.sandbox.protocol.methods import operation_of
from linkedin_api.sandbox.protocol.problems import Refused
from linkedin_api.sandbox.protocol.resource import Call, Resource
from linkedin_api.sandbox.protocol.world import Caller


def needed_scopes(resource: Resource, method: str, name: str, *, writes: bool) -> frozenset[str]:
    """Return the scopes, any one of which a token needs; empty if it needs none."""
    if resource.scopes:
        for operation in (operation_of(method, name), method):
            if operation in resource.scopes:
                return resource.scopes[operation]
    return resource.write_scopes if writes else resource.read_scopes


def check_scopes(
    resource: Resource, method: str, name: str, token: Caller, version: str, *, writes: bool
) -> None:
    """Refuse a token that may not do this.

    Raises:
        Refused: 403; the body names resource, operation and version.
    """
    needed = needed_scopes(resource, method, name, writes=writes)
    if (needed and not needed & token.scopes) or (resource.member_only and not token.member):
        known_as = resource.denied_as or resource.name
        what = f"{known_as}.{operation_of(method, name)}.{version or 'NO_VERSION'}"
        raise Refused(problems.NO_PERMISSION.fill(what=what))


def check_rules(call: Call, key: Key | None) -> None:
    """Refuse a caller who lacks what the resource demands.

    Raises:
        Refused: by the rule that failed.
    """
    for rule in call.resource.rules:
        rule(call, key)
