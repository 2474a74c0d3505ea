"""Has `help` document every argument of a method: what many methods take is written here, once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeVar

C = TypeVar("C")

#: What all methods of a client mean by an argument; a line each.
_SHARED: Final[Mapping[str, Sequence[str]]] = {
    "resource_path": (
        "path after the base URL, such as `/adAccounts/{id}`. A placeholder can occur more",
        "than once.",
    ),
    "access_token": (
        "the bearer token as a string, a `Token`, or a provider of tokens; `None` uses the",
        "client's.",
    ),
    "path_keys": (
        "dict from placeholder to key. Do not encode keys: pass strings, numbers, URNs, or",
        "dicts for keys with several parts.",
    ),
    "query_params": (
        "dict from name to value. Do not encode values: pass strings, numbers, bools, lists",
        "or dicts. `None` omits a parameter. `fields` takes a string, a list of names or a",
        "mask.",
    ),
    "version_string": (
        "`YYYYMM` or `YYYYMM.RR` calls the versioned API under `/rest`, `None` the",
        "unversioned API under `/v2`. If you omit it, the client's version applies.",
    ),
    "timeout": ("seconds to connect and read, as one number or a pair; `None` uses the client's.",),
    "headers": (
        "added to the client's headers; a header with the same name replaces the client's.",
        "Headers that the client sets itself, such as `Authorization`, are refused.",
    ),
    "source": ("a path, a file opened in binary mode, or bytes.",),
    "owner": ("URN of the member or organization.",),
    "progress": (
        "called after every 64 KiB with the bytes sent and the total. The bytes sent decrease",
        "when a failed request is repeated.",
    ),
    "wait": (
        "maximum number of seconds to wait until LinkedIn has processed the file; with 0, the",
        "method returns as soon as the file is sent.",
    ),
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
