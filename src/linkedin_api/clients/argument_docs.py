"""Has `help` document every argument of a method: what many methods take is written here, once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeVar

C = TypeVar("C")

#: What all methods of a client mean by an argument; a line each.
_SHARED: Final[Mapping[str, Sequence[str]]] = {
    "resource_path": (
        "path after the base address, such as `/adAccounts/{id}`. A placeholder may",
        "repeat.",
    ),
    "access_token": (
        "the bearer token as a string, a `Token`, or a provider of tokens; `None` takes the",
        "client's own.",
    ),
    "path_keys": (
        "placeholder to key. Keys are unencoded: strings, numbers, URNs, or dicts for keys",
        "of several parts.",
    ),
    "query_params": (
        "name to unencoded value: strings, numbers, bools, lists, dicts. `None` leaves one",
        "out. `fields` takes a string, a list of names or a mask.",
    ),
    "version_string": (
        "`YYYYMM` or `YYYYMM.RR` calls the versioned API under `/rest`; `None` the",
        "unversioned one under `/v2`. Left out, it is the client's own.",
    ),
    "timeout": (
        "seconds to connect and read, together or as a pair; `None` takes the client's own.",
    ),
    "headers": (
        "sent besides those of the client; the same name replaces. What the client sets",
        "itself, such as `Authorization`, is refused.",
    ),
    "source": ("a path, a file that is open for reading bytes, or bytes.",),
    "owner": ("URN of the member or organization.",),
    "progress": (
        "gets the bytes sent and those in all, at every 64 KiB; the first go back when",
        "something is sent again.",
    ),
    "wait": ("seconds to wait at the most until LinkedIn has processed it; 0 does not look.",),
}


def document_arguments(client: C) -> C:
    """Complete the `Args` of each public method of a class."""
    for name, method in list(vars(client).items()):
        if callable(method) and not name.startswith("_") and method.__doc__:
            method.__doc__ = _completed(method.__doc__, _names(method))
    return client


def _names(method: Any) -> tuple[str, ...]:
    code = getattr(method, "__wrapped__", method).__code__
    return code.co_varnames[1 : code.co_argcount + code.co_kwonlyargcount]  # type: ignore[no-any-return]


def _completed(doc: str, names: Sequence[str]) -> str:
    lines = doc.rstrip().split("\n")
    margin = _margin(lines)
    begin, end = _section(lines, margin)
    said = {**_SHARED, **_read(lines[begin + 1 : end], margin)}
    section = [f"{margin}Args:"] if names else []
    for name in names:
        first, *further = said.get(name, ("",))
        section += [
            f"{margin}    {name}: {first}",
            *(f"{margin}        {line}" for line in further),
        ]
    if begin == end and names:  # it has none
        section = [*section, ""] if end < len(lines) else ["", *section]
    return "\n".join([*lines[:begin], *section, *lines[end:], margin])


def _margin(lines: Sequence[str]) -> str:
    """What is left of the text: from Python 3.13 on nothing, before it as in the source."""
    text = next((line for line in lines[1:] if line.strip()), "")
    return text[: len(text) - len(text.lstrip())]


def _section(lines: Sequence[str], margin: str) -> tuple[int, int]:
    """Where the arguments stand, or twice where they belong."""
    heading = f"{margin}Args:"
    if heading not in lines:
        after = (f"{margin}Returns:", f"{margin}Raises:", f"{margin}Example:")
        place = next((n for n, line in enumerate(lines) if line in after), len(lines))
        return place, place
    begin = lines.index(heading)
    end = next((n for n in range(begin, len(lines)) if not lines[n].strip()), len(lines))
    return begin, end


def _read(lines: Sequence[str], margin: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    name = ""
    for line in lines:
        text = line[len(margin) + 4 :]
        if text[:1].isspace():
            found[name].append(text.strip())
        else:
            name, _, first = text.partition(":")
            found[name] = [first.strip()]
    return found
