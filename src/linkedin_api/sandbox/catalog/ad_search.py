"""Searching advertising entities: `q=search`, its criteria, and the order of its results."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, Final

from linkedin_api.sandbox.catalog.ad_shelves import Guarded
from linkedin_api.sandbox.protocol.fields import Field, is_urn, record
from linkedin_api.sandbox.protocol.list_changes import list_of
from linkedin_api.sandbox.protocol.problems import (
    BAD_REQUEST_TYPE,
    MULTIPLE_ERRORS,
    InputError,
    Problem,
    Refused,
    input_error,
)
from linkedin_api.sandbox.protocol.resource import Call, Entity, Finder, Paging, Resource
from linkedin_api.sandbox.protocol.rows import Made
from linkedin_api.sandbox.world import figures_of

#: The criteria of `search=(…)`, apart from `test`; all documented.
_CRITERIA: Final = (
    "id",
    "name",
    "status",
    "type",
    "reference",
    "account",
    "campaignGroup",
    "associatedEntity",
)
#: Every criterion is a record of one list, `(values:List(…))`.
_VALUES: Final = Field("values", "list[string]", required=True)
_PARAMS: Final = (
    record("search", *(record(name, _VALUES) for name in _CRITERIA), Field("test", "boolean")),
    record("sort", Field("field"), Field("order", symbols=("ASCENDING", "DESCENDING"))),
)
#: Criteria whose values must be URNs, as LinkedIn says it (observed).
_URNS: Final = ("account", "campaignGroup")
_NO_URN: Final = "ERROR :: /{path} :: Invalid Urn Format. Key long is in invalid format. Urn {urn}."


def search(call: Call, _entities: Iterable[Entity]) -> Sequence[Entity]:
    """Return the entities that `search` selects, in the order of `sort`.

    Raises:
        Refused: 400; a criterion that must be a URN is not.
    """
    criteria, sort = call.params.get("search", {}), call.params.get("sort", {})
    check_criteria(criteria)
    field, backwards = str(sort.get("field", "ID")).lower(), sort.get("order") == "DESCENDING"
    return in_order(call, partial(matches, criteria) if criteria else None, field, backwards)


#: Of accounts, campaign groups and campaigns.
SEARCH: Final = Finder(
    "search", _PARAMS, search, paging=Paging("cursor", default=100, maximum=1000)
)
#: A resource of advertising; its own declaration comes in addition.
ad_resource: Final = partial(
    Resource,
    read_scopes=frozenset({"r_ads", "rw_ads"}),
    write_scopes=frozenset({"rw_ads"}),
    new_style_errors=True,
)


def in_order(
    call: Call, fits: Callable[[Entity], bool] | None, field: str, backwards: bool
) -> Sequence[Entity]:
    """Return entities in the order of a field, each made on first use.

    Args:
        call: requests the list.
        fits: whether an entity is in it; `None` for all.
        field: such as `id`.
        backwards: whether the largest comes first.
    """
    entities = call.collection.entities

    def find() -> list[str]:
        if fits is None and field == "id":
            return list(entities)[:: -1 if backwards else 1]
        found = [(key, each) for key, each in entities.items() if fits is None or fits(each)]
        found.sort(key=lambda pair: _sortable(pair[1].get(field)), reverse=backwards)
        return [key for key, _ in found]

    if not isinstance(entities, Guarded):
        return Made(find(), entities.__getitem__)
    # Statuses change with the day, and the protocols read the same words differently.
    name = *list_of(call.path, call.query), call.old, figures_of(call).today
    return Made(entities.searched(name, find), entities.__getitem__)


def matches(criteria: Mapping[str, Any], entity: Entity) -> bool:
    """Whether an entity satisfies all criteria."""
    for name in _CRITERIA:
        wanted = criteria.get(name)
        if wanted is not None and _last(entity.get(name)) not in map(_last, _listed(wanted)):
            return False
    test = criteria.get("test")
    return test is None or bool(entity.get("test")) == test


def check_criteria(criteria: Mapping[str, Any]) -> None:
    """Refuse criteria that must be URNs and are not.

    Raises:
        Refused: 400, with one error for each.
    """
    errors = [
        _no_urn(name, place, value)
        for name in _URNS
        for place, value in enumerate(_listed(criteria.get(name, [])))
        if not is_urn(value) or not _last(value).isdecimal()
    ]
    if errors:
        details = {"inputErrors": errors}
        raise Refused(Problem(400, MULTIPLE_ERRORS, details=details, detail_type=BAD_REQUEST_TYPE))


def _no_urn(name: str, place: int, value: str) -> InputError:
    code = _NO_URN.format(path=f"{name}/values/{place}", urn=value)
    return input_error(code, f"search/{name}", "Invalid argument")


def _listed(criterion: Any) -> list[str]:
    """Return the values of `(values:List(…))`, or of a bare list or text."""
    if isinstance(criterion, Mapping):
        criterion = criterion.get("values", [])
    return [str(value) for value in criterion] if isinstance(criterion, list) else [str(criterion)]


def _last(value: Any) -> str:
    """Ids may be given as URNs: `urn:li:sponsoredAccount:5` means 5."""
    text = str(value)
    return text.rpartition(":")[2] if text.startswith("urn:li:sponsored") else text


def _sortable(value: Any) -> tuple[int, str]:
    """Order numbers by value and before texts."""
    return (value, "") if isinstance(value, int) else (2**63, str(value))
