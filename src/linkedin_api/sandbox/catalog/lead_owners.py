"""Who owns forms and leads (an advertising account or a page), and who may see them.

Documented: that a member needs a role in the account and one of two roles at the page behind
it, and that without a page there are no leads. Chosen: the refusal.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from linkedin_api.sandbox.catalog.ad_accounts import check_role, may_use
from linkedin_api.sandbox.catalog.ad_shelves import accounts_of
from linkedin_api.sandbox.figures.ad_tree import ACCOUNT
from linkedin_api.sandbox.protocol.fields import Field, is_urn, record
from linkedin_api.sandbox.protocol.problems import Refused, bad_parameter
from linkedin_api.sandbox.protocol.resource import Call, Entity

#: A token needs it for forms and for leads.
LEAD_SCOPES: Final = frozenset({"r_marketing_leadgen_automation"})
#: Roles at a page, any one of which is enough.
LEAD_ROLES: Final = frozenset({"ADMINISTRATOR", "LEAD_GEN_FORMS_MANAGER"})
#: What may own a form, by the name it has in `owner`, and what its URNs begin with.
OWNERS: Final[Mapping[str, str]] = {
    "sponsoredAccount": ACCOUNT,
    "organization": "urn:li:organization:",
}
OWNER_FIELDS: Final = tuple(Field(name, "urn") for name in OWNERS)
OWNER: Final = record("owner", *OWNER_FIELDS, required=True)


def is_owner(owner: Any) -> bool:
    """Whether a record names exactly one owner, by a URN of its kind."""
    if not isinstance(owner, Mapping) or len(owner) != 1:
        return False
    name, urn = next(iter(owner.items()))
    return name in OWNERS and is_urn(urn) and str(urn).startswith(OWNERS[name])


def read_owner(call: Call) -> Entity:
    """Return the owner that a finder asks for, such as `{"sponsoredAccount": urn}`.

    Raises:
        Refused: 400.
    """
    owner: Entity = call.params["owner"]
    if not is_owner(owner):
        raise Refused(bad_parameter("owner"))
    return owner


def page_of(call: Call, owner: Entity) -> tuple[str, ...]:
    """Return the page of an owner, or the page behind an account; `None` if there is none."""
    if "organization" in owner:
        return (str(owner["organization"]),)
    number = str(owner.get("sponsoredAccount")).removeprefix(ACCOUNT)
    page = accounts_of(call.store).entities.get(number, {}).get("reference")
    return (str(page),) if page else ()


def check_account_role(call: Call, owner: Entity, *, writes: bool = False) -> None:
    """Refuse a member without a role in the account that owns something; pages need none.

    Raises:
        Refused: 403.
    """
    if "sponsoredAccount" in owner:
        check_role(call, owner["sponsoredAccount"], writes=writes)


def may_see(call: Call, owner: Entity) -> bool:
    """Whether the member has a role in the account that owns something; pages need none."""
    return "sponsoredAccount" not in owner or may_use(call, owner["sponsoredAccount"])
