"""URNs: LinkedIn's identifiers, such as `urn:li:organization:1337`."""

from __future__ import annotations

import re
from typing import Any, Final, Self

from linkedin_api.argument_checks import check, check_kind
from linkedin_api.errors import InvalidArgumentError, InvalidSerializedRestliError
from linkedin_api.restli.decoder import check_text

#: LinkedIn has no deeper tuples than this; the limit keeps parsing safe.
MAX_URN_DEPTH: Final = 16

_Id = str | tuple["str | Urn", ...]
_is_word = re.compile(r"[A-Za-z0-9._~*$-]+").fullmatch
_unfit_in_part = re.compile(r"[(),]").search


class Urn(str):
    """A URN: a `str` with parts. You can use it wherever its text is accepted.

    Args:
        type: the entity type, such as `organization`.
        id: the id, or a tuple of strings and URNs for an id with several parts.
        namespace: `li` for all of LinkedIn's own URNs.

    Raises:
        InvalidArgumentError: a part is empty, or contains a separator.

    Example:
        >>> Urn("organization", "1337")
        Urn('urn:li:organization:1337')
        >>> video = Urn.parse("urn:li:lyndaVideo:(urn:li:lyndaCourse:252,24961)")
        >>> video.type, video.parts
        ('lyndaVideo', (Urn('urn:li:lyndaCourse:252'), '24961'))
        >>> video == "urn:li:lyndaVideo:(urn:li:lyndaCourse:252,24961)"
        True
    """

    __slots__ = ()

    def __new__(cls, type: str, id: _Id, namespace: str = "li") -> Self:  # noqa: A002
        """Build a URN from its parts."""
        for name, text in (("namespace", namespace), ("type", type)):
            is_word = isinstance(text, str) and _is_word(text)
            check(is_word, f"{name} of a URN", "a plain word", text)
        key = f"({','.join(map(_checked_part, id))})" if isinstance(id, tuple) else id
        _check_key(id, key)
        return super().__new__(cls, f"urn:{namespace}:{type}:{key}")

    @classmethod
    def parse(cls, text: str) -> Urn:
        """Parse a URN.

        Args:
            text: such as `urn:li:comment:(urn:li:activity:1,2)`.

        Raises:
            InvalidSerializedRestliError: the text is not a URN; the position says where.
        """
        check_text(text)
        return _read(text, 0, len(text), 1)

    @property
    def namespace(self) -> str:
        """The namespace: `li` for all of LinkedIn's own URNs."""
        return self.split(":", 2)[1]

    @property
    def type(self) -> str:
        """The entity type, such as `organization`."""
        return self.split(":", 3)[2]

    @property
    def id(self) -> str:
        """The id as a string, in parentheses if it has several parts."""
        return self.split(":", 3)[3]

    @property
    def parts(self) -> tuple[str | Urn, ...]:
        """The parts of the id, including nested URNs; a simple id is one part."""
        if not self.id.startswith("("):
            return (self.id,)
        begin = len(self) - len(self.id) + 1
        spans = _split_tuple(self, begin, len(self) - 1)
        return tuple(_read_part(self, a, b, 1) for a, b in spans)

    def __reduce__(self) -> tuple[Any, ...]:
        return Urn.parse, (str(self),)

    def __repr__(self) -> str:
        return f"Urn({str(self)!r})"


def _check_key(given: object, key: object) -> None:
    is_filled = isinstance(key, str) and key not in ("", "()")
    check(is_filled, "id of a URN", "a non-empty string or tuple", given)
    is_text_of_parts = isinstance(given, str) and given.startswith("(")
    check(not is_text_of_parts, "id of a URN", "a tuple if it has several parts", given)


def _checked_part(part: Any) -> str:
    check_kind(isinstance(part, str), "parts of a URN's id", "strings or Urn values", part)
    if isinstance(part, Urn):
        is_fit = part.id.startswith("(") or not _unfit_in_part(part.id)
    else:
        is_fit = part != "" and not part.startswith("urn:") and not _unfit_in_part(part)
    if not is_fit:
        raise InvalidArgumentError(
            f"a part of a URN's id must not be {part!r}: write nested URNs as Urn values"
            " and percent-encode '(', ')' and ','"
        )
    return part  # type: ignore[no-any-return]


def _read(text: str, start: int, end: int, depth: int) -> Urn:
    if depth > MAX_URN_DEPTH:
        raise InvalidSerializedRestliError(f"URN nested deeper than {MAX_URN_DEPTH}", start)
    pieces = text[start:end].split(":", 3)
    if len(pieces) < 4 or pieces[0] != "urn":
        raise InvalidSerializedRestliError(
            "a URN has the form urn:namespace:type:id, such as urn:li:share:7", start
        )
    _, namespace, kind, key = pieces
    begin = end - len(key)
    try:
        if not key.startswith("("):
            return Urn(kind, key, namespace)
        if not key.endswith(")"):
            raise InvalidSerializedRestliError("the id of the URN has no closing ')'", end)
        spans = _split_tuple(text, begin + 1, end - 1)
        return Urn(kind, tuple(_read_part(text, a, b, depth) for a, b in spans), namespace)
    except InvalidArgumentError as error:
        raise InvalidSerializedRestliError(str(error), begin) from None


def _read_part(text: str, start: int, end: int, depth: int) -> str | Urn:
    if text.startswith("urn:", start):
        return _read(text, start, end, depth + 1)
    return text[start:end]


def _split_tuple(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans between commas that are outside inner parentheses."""
    spans, depth, begin = [], 0, start
    for index in range(start, end):
        char = text[index]
        if char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
            if depth < 0:
                raise InvalidSerializedRestliError("unexpected ')' in a URN", index)
        elif char == "," and depth == 0:
            spans.append((begin, index))
            begin = index + 1
    if depth:
        raise InvalidSerializedRestliError("the id of the URN has no closing ')'", end)
    spans.append((begin, end))
    return spans
