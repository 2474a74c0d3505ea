"""Suggests a resource or a finder where LinkedIn knows none of the name that was typed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from linkedin_api.cli.api.call import TypedCall
from linkedin_api.errors import StatusError
from linkedin_api.near_names import did_you_mean

if TYPE_CHECKING:
    from linkedin_api.sandbox.protocol.resource import Resource

#: How LinkedIn refuses names that it does not know.
_UNKNOWN: Final = frozenset({400, 403, 404})


@contextmanager
def suggesting(wanted: TypedCall) -> Iterator[None]:
    """Note on a refusal which name was probably meant."""
    try:
        yield
    except StatusError as error:
        if error.status in _UNKNOWN and (note := suggestion(wanted)):
            error.add_note(note)
        raise


def suggestion(wanted: TypedCall) -> str:
    """Return a suggestion for a name that is unknown; empty if all are known.

    The names are those of the resources that the sandbox has.
    """
    from linkedin_api.sandbox.catalog import CATALOG

    known: dict[str, Resource] = {each.name: each for each in CATALOG}
    resource: Resource | None = None
    is_key = False
    for segment in wanted.arguments["resource_path"].strip("/").split("/"):
        if is_key:
            is_key = False
            continue
        if segment not in known:
            return _sentence("resource", segment, list(known))
        resource = known[segment]
        known = {each.name: each for each in resource.children}
        is_key = resource.kind in ("collection", "association")
    finder = wanted.arguments.get("finder_name")
    if resource is None or finder is None:
        return ""
    finders = [each.name for each in resource.finders]
    finders += [each.name for each in resource.batch_finders]
    return _sentence("finder", finder, finders)


def _sentence(what: str, name: str, known: list[str]) -> str:
    meant = did_you_mean(name, known)
    return f"{name} is no {what} that is known here{meant}" if meant else ""
