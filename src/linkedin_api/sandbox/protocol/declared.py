"""Checks a body against the declaration: unknown fields, and fields that nobody may set.

One table of fields drives it, for entities, patches and the parameters of actions, at every
depth. That the text names the path was observed; LinkedIn was seen to answer 422 where
conversions are reported, and for other resources that status is chosen.

Example:
    >>> known = {"name": Field("name")}
    >>> [path for path, field in names_in(known, {"nmae": "x"}) if field is None]
    ['nmae']
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from linkedin_api.sandbox.protocol import problems
from linkedin_api.sandbox.protocol.fields import Field, records_in
from linkedin_api.sandbox.protocol.patches import branches_of
from linkedin_api.sandbox.protocol.problems import Refused

Known = Mapping[str, Field]
#: Path of a field that a body names, and its declaration; `None` if it has none.
Named = tuple[str, Field | None]
#: Unknown fields that one answer names; chosen.
_MOST_NAMED: Final = 100


def names_in(known: Known, record: Any, within: str = "") -> Iterator[Named]:
    """Yield every field that a record has, then those of the records in it.

    Args:
        known: the declaration, by name.
        record: a JSON object; anything else names nothing.
        within: path of the record, with a slash at the end.
    """
    if not isinstance(record, Mapping):
        return
    for name, value in record.items():
        field, path = known.get(name), f"{within}{name}"
        yield path, field
        if field is not None and field.fields and isinstance(value, Mapping | list):
            for place, below in records_in(field.type, value):
                yield from names_in(field.known, below, f"{path}/{place}")


def names_in_patch(known: Known, patch: Any, within: str = "") -> Iterator[Named]:
    """Yield every field that a patch sets, deletes or reaches into.

    Args:
        known: the declaration of what is patched, by name.
        patch: what is inside `{"patch": …}`, and can be applied.
        within: path of the record that is patched, with a slash at the end.
    """
    if not isinstance(patch, Mapping):
        return
    yield from names_in(known, patch.get("$set"), within)
    yield from ((f"{within}{name}", known.get(name)) for name in patch.get("$delete", ()))
    for name, branch in branches_of(patch).items():
        field, path = known.get(name), f"{within}{name}"
        yield path, field
        if field is not None and field.fields:
            yield from _names_below(field, branch, f"{path}/")


def _names_below(field: Field, branch: Any, within: str) -> Iterator[Named]:
    if not field.type.startswith("map["):
        yield from names_in_patch(field.known, branch, within)
        return
    for key, record in branch.get("$set", {}).items():
        yield from names_in(field.known, record, f"{within}{key}/")
    for key, deeper in branches_of(branch).items():
        yield from names_in_patch(field.known, deeper, f"{within}{key}/")


def check_names(named: Iterable[Named], method: str) -> None:
    """Refuse fields that the declaration does not have, then those that only the server sets.

    Raises:
        Refused: 422, with the paths.
    """
    unknown: list[str] = []
    kept = ""
    for path, field in named:
        if field is None:
            unknown.append(path)
            if len(unknown) == _MOST_NAMED:
                break
        elif field.read_only:
            kept = kept or path
    if unknown:
        lines = "".join(problems.UNRECOGNIZED_LINE.format(path=path) for path in unknown)
        raise Refused(problems.UNRECOGNIZED.fill(errors=lines))
    if kept:
        raise Refused(problems.READ_ONLY.fill(method=method, field=kept))
