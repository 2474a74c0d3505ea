"""`organizationAuthorizations`: may the member do this for an organization.

Documented: the methods, the scope, the kinds of actions, and all types of two of them.
Observed: the forms of keys and of `status`. Chosen: which roles allow what, as in the
other resources of the sandbox.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from linkedin_api.restli import reduced_decode
from linkedin_api.sandbox.protocol import problems
from linkedin_api.sandbox.protocol.entities import Derived
from linkedin_api.sandbox.protocol.keys import ComplexKey
from linkedin_api.sandbox.protocol.problems import Problem, Refused, bad_parameter
from linkedin_api.sandbox.protocol.resource import BatchFinder, Call, Entity, Param, Resource
from linkedin_api.sandbox.protocol.rows import Made
from linkedin_api.sandbox.protocol.store import Collection
from linkedin_api.sandbox.world import ORGANIZATION, figures_of, person_of, world_of

_ADMINISTRATOR: Final = frozenset({"ADMINISTRATOR"})
_POSTERS: Final = _ADMINISTRATOR | {"CONTENT_ADMINISTRATOR", "DIRECT_SPONSORED_CONTENT_POSTER"}
_ANY_TYPE: Final = re.compile(r"[A-Z]+(?:_[A-Z]+)*").fullmatch
#: Kinds of actions, and their types as far as they are documented; empty for any type.
_ACTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "organizationRoleAuthorizationAction": tuple(
        f"{role}_{what}"
        for role in (
            "ADMINISTRATOR", "DIRECT_SPONSORED_CONTENT_POSTER", "PIPELINE_BUILDER",
            "PENDING_ADMIN", "PENDING_DIRECT_SPONSORED_CONTENT_POSTER",
        )
        for what in ("READ", "WRITE")
    ),
    "organizationContentAuthorizationAction": tuple(
        f"{share}_SHARE_{what}"
        for share in ("ORGANIC", "DARK")
        for what in ("VIEW_AS_AUTHOR", "CREATE", "EDIT", "DELETE")
    ),
    "organizationProfileAuthorizationAction": (),
    "organizationActivityAuthorizationAction": (),
    "organizationAnalyticsAuthorizationAction": (),
    "organizationApplicationAuthorizationAction": (),
}  # fmt: skip
_CONTENT: Final = "organizationContentAuthorizationAction"
_WRAPPED: Final = "authorizationAction"
_KEY: Final = ComplexKey({"impersonator": "urn", "organization": "urn", "action": "record"}, {})
_NOT_YOURS: Final = Problem(
    403, "Only {person} may ask what {person} is allowed to do", "ACCESS_DENIED", source="chosen"
)


def _read_action(sent: Any) -> tuple[str, str] | None:
    """Return kind and type of an action; `None` if it is not one."""
    if not isinstance(sent, Mapping) or len(sent) != 1:
        return None
    name, record = next(iter(sent.items()))
    kind = f"{name[:1].lower()}{name[1:]}"
    action = record.get("actionType") if isinstance(record, Mapping) and len(record) == 1 else None
    if kind not in _ACTIONS or not isinstance(action, str):
        return None
    known = _ACTIONS[kind]
    return (kind, action) if (action in known if known else _ANY_TYPE(action)) else None


def _allows(call: Call, organization: str, kind: str) -> bool:
    needed = _POSTERS if kind == _CONTENT else _ADMINISTRATOR
    return bool(needed & world_of(call).roles.roles_of(call.token.member, organization))


def _authorization(call: Call, organization: str, action: tuple[str, str]) -> Entity:
    kind, name = action
    status = "Approved" if _allows(call, organization, kind) else "Denied"
    return {
        "impersonator": person_of(call),
        "organization": organization,
        "action": {kind: {"actionType": name}},
        "status": {f"com.linkedin.organization.{status}": {}},
    }


def _read(call: Call, key: str) -> Entity:
    """Return the answer to the question that a key is."""
    parts: dict[str, Any] = dict(reduced_decode(key))
    action = _read_action(parts["action"])
    if action is None or not parts["organization"].startswith(ORGANIZATION):
        raise Refused(problems.BAD_KEY.fill(value=key))
    if parts["impersonator"] != person_of(call):
        raise Refused(_NOT_YOURS.fill(person=parts["impersonator"]))
    return _authorization(call, parts["organization"], action)


def _approved(call: Call, criterion: Mapping[str, Any]) -> Made[Entity]:
    """Return the organizations for which the member may do something."""
    action = _read_action(criterion.get(_WRAPPED, criterion))
    if action is None:
        raise Refused(bad_parameter("authorizationActions"))
    urns = (f"{ORGANIZATION}{number}" for number in figures_of(call).organizations)
    allowed = [urn for urn in urns if _allows(call, urn, action[0])]
    return Made(allowed, lambda urn: _authorization(call, urn, action))


_KINDS: Final = (*_ACTIONS, *(f"{kind[:1].upper()}{kind[1:]}" for kind in _ACTIONS))

AUTHORIZATIONS: Final = (
    Resource(
        "organizationAuthorizations",
        key=_KEY,
        methods=frozenset({"GET", "BATCH_GET"}),
        batch_finders=(
            BatchFinder(
                "authorizationActionsAndImpersonator",
                "authorizationActions",
                (Param(_WRAPPED, "record"), *(Param(kind, "record") for kind in _KINDS)),
                find=_approved,
            ),
        ),
        roots=("/rest", "/v2"),
        read_scopes=frozenset({"rw_organization_admin"}),
        member_only=True,
        home=lambda call: Collection(Derived(partial(_read, call))),
    ),
)  # fmt: skip
