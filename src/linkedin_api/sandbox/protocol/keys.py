"""Keys of entities: read from path, query and body, each by that place's own rules.

| place | simple key | compound key | complex key |
|---|---|---|---|
| path | percent-encoded text | `(a:1,b:2)` | `($params:(…),a:1)` |
| query `ids` | element of `List(…)` | the same | the same |
| body, results | raw text | reduced map | reduced map, without `$params` in results |

Protocol 1.0 writes keys of several parts differently: see `old_keys`.

Observed from LinkedIn's open-source server. Everything is stored under a key's *wire text*,
the form in results, so storing and answering need no translation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final, Protocol
from urllib.parse import unquote

from linkedin_api.errors import LinkedInError
from linkedin_api.restli import decode, encode, reduced_decode, reduced_encode
from linkedin_api.sandbox.protocol import problems
from linkedin_api.sandbox.protocol.fields import field_type
from linkedin_api.sandbox.protocol.old_keys import read_old_map, write_old_map
from linkedin_api.sandbox.protocol.problems import Refused

PARAMS: Final = "$params"


@dataclass(frozen=True, slots=True)
class Key:
    """One key.

    Attributes:
        text: as in results and `X-RestLi-Id`.
        value: typed: text, number, or a dict of the parts.
        segment: as in `Location`.
        asked: as the request named it, by an alternative key; results show it that way.
    """

    text: str
    value: Any
    segment: str = ""
    asked: str = ""

    def in_results(self, *, old: bool) -> str:
        """Return the key as results show it, in protocol 1.0 (`old`) or 2.0.0."""
        if self.asked or not old or not isinstance(self.value, dict):
            return self.asked or self.text
        return write_old_map({name: part for name, part in self.value.items() if name != PARAMS})


class MisfitKey(Exception):
    """A batch key that fails only its own entry; carries the problem for `errors`."""

    def __init__(self, text: str, problem: problems.Problem) -> None:
        super().__init__(text)
        self.text = text
        self.problem = problem

    def in_results(self, *, old: bool) -> str:  # noqa: ARG002  # results show it as sent
        """Return the key as results show it."""
        return self.text


class KeyKind(Protocol):
    """How the keys of a resource are read, in protocol 2.0.0 or 1.0 (`old`)."""

    def from_path(self, segment: str, *, old: bool = False) -> Key:
        """Read a path segment; raises `Refused`."""

    def from_query(self, value: Any, *, old: bool = False) -> Key:
        """Read an element of `ids`; raises `Refused`, or `MisfitKey` for one entry."""

    def from_body(self, text: str, *, old: bool = False) -> Key:
        """Read a key of `entities`; raises `ValueError`."""

    def of(self, value: Any) -> Key:
        """Make the key of a typed value."""


@dataclass(frozen=True, slots=True)
class SimpleKey:
    """A key of one part.

    Attributes:
        type: `long`, `int`, `string`, `urn` or `boolean`.
        check: raises `ValueError` for values that are of the type but not acceptable.
    """

    type: str = "long"
    check: Callable[[Any], object] | None = None

    def from_path(self, segment: str, *, old: bool = False) -> Key:  # noqa: ARG002
        """Read a path segment. It is percent-decoded and nothing more (observed)."""
        text = unquote(segment)
        try:
            return self._read(text)
        except ValueError:
            java = field_type(self.type).java
            raise Refused(problems.BAD_KEY_TYPE.fill(value=text, type=java)) from None

    def from_query(self, value: Any, *, old: bool = False) -> Key:  # noqa: ARG002
        """Read an element of `ids`."""
        try:
            return self._read(value)
        except ValueError:
            raise Refused(problems.BAD_BATCH_KEY.fill(value=value)) from None

    def from_body(self, text: str, *, old: bool = False) -> Key:  # noqa: ARG002
        """Read a key of `entities`, which is raw there."""
        return self._read(text)

    def of(self, value: Any) -> Key:
        """Make the key of a number or text."""
        text = str(value)
        return Key(text, value, encode(text))

    def _read(self, text: Any) -> Key:
        value = field_type(self.type).read(text)
        if self.check is not None:
            self.check(value)
        return self.of(value)


def urn_key(*beginnings: str) -> SimpleKey:
    """Return the kind of keys that are URNs which begin in one of these ways."""

    def check(value: str) -> None:
        if not value.startswith(beginnings):
            raise ValueError(value)

    return SimpleKey("urn", check)


@dataclass(frozen=True, slots=True)
class _PartsKey:
    """A key of named simple parts, by name and type."""

    parts: Mapping[str, str]

    def from_path(self, segment: str, *, old: bool = False) -> Key:
        return self._read(_read_map(segment, old=old), segment)

    def from_query(self, value: Any, *, old: bool = False) -> Key:
        """Read an element of `ids`; a misfit fails only its own entry."""
        as_text = old and isinstance(value, str)
        text = value if as_text else reduced_encode(value)
        try:
            return self._read(read_old_map(value) if as_text else value, text)
        except Refused as refused:
            raise MisfitKey(text, refused.problem) from None

    def from_body(self, text: str, *, old: bool = False) -> Key:
        """Read a key of `entities`, which has a reduced form there, with its `$params`."""
        try:
            return self._read(read_old_map(text) if old else reduced_decode(text), text)
        except (LinkedInError, Refused) as error:
            raise ValueError(text) from error

    def of(self, value: Any) -> Key:
        identity = {name: part for name, part in value.items() if name != PARAMS}
        return Key(reduced_encode(identity), value, encode(value))

    def _read(self, parts: Any, shown: str) -> Key:
        return self.of(_typed(self.parts, _as_map(parts, shown), shown))


@dataclass(frozen=True, slots=True)
class CompoundKey(_PartsKey):
    """A key of named simple parts, as associations have.

    In a batch, one that lacks parts names an entity that does not exist (observed).
    """

    def from_path(self, segment: str, *, old: bool = False) -> Key:
        """Read a path segment that has all parts."""
        parts = self.partial(segment, old=old)
        if len(parts) < len(self.parts):
            raise Refused(problems.BAD_KEY.fill(value=segment))
        return self.of(parts)

    def partial(self, segment: str, *, old: bool = False) -> dict[str, Any]:
        """Read a path segment that may lack parts, as finders of associations allow."""
        return _typed(self.parts, _read_map(segment, old=old), segment)


@dataclass(frozen=True, slots=True)
class ComplexKey(_PartsKey):
    """A key that is a record, with optional `$params` that do not identify.

    Missing, unknown or mistyped parts are not an error: such a key names an entity that does
    not exist, as in LinkedIn's open-source server (observed).

    Attributes:
        params: name to type of what `$params` may have.
    """

    params: Mapping[str, str]

    def _read(self, parts: Any, shown: str) -> Key:
        sent = dict(_as_map(parts, shown))
        params = sent.pop(PARAMS, None)
        typed = _as_far_as_typed(self.parts, sent)
        if params is not None:
            typed[PARAMS] = _as_far_as_typed(self.params, _as_map(params, shown))
        return self.of(typed)


def _typed(declared: Mapping[str, str], parts: Mapping[str, Any], shown: str) -> dict[str, Any]:
    try:
        return {name: field_type(declared[name]).read(value) for name, value in parts.items()}
    except (KeyError, ValueError):
        raise Refused(problems.BAD_KEY.fill(value=shown)) from None


def _as_far_as_typed(declared: Mapping[str, str], parts: Mapping[str, Any]) -> dict[str, Any]:
    typed = dict(parts)
    for name, kind in declared.items():
        with suppress(KeyError, ValueError):
            typed[name] = field_type(kind).read(parts[name])
    return typed


def _as_map(value: Any, shown: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Refused(problems.BAD_KEY.fill(value=shown))
    return value


def _read_map(segment: str, *, old: bool) -> dict[str, Any]:
    if old:
        return read_old_map(segment)
    try:
        value = decode(segment)
    except LinkedInError:
        raise Refused(problems.BAD_KEY.fill(value=segment)) from None
    return _as_map(value, segment)
