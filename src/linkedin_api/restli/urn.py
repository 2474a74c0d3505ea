"""URNs: the names LinkedIn gives to everything, such as `urn:li:organization:1337`."""

from __future__ import annotations

from dataclasses import dataclass

from linkedin_api.errors import InvalidArgumentError, InvalidSerializedRestliError

#: Deeper tuples than this do not exist at LinkedIn; the bound keeps parsing safe.
MAX_URN_DEPTH = 16


@dataclass(frozen=True, slots=True)
class Urn:
    """A URN, taken apart.

    Example:
        >>> video = Urn.parse("urn:li:lyndaVideo:(urn:li:lyndaCourse:252,24961)")
        >>> video.type
        'lyndaVideo'
        >>> video.parts
        (Urn('urn:li:lyndaCourse:252'), '24961')
        >>> str(Urn("organization", "1337"))
        'urn:li:organization:1337'

    Attributes:
        type: the kind of thing, such as `organization`.
        id: its id as text, or a tuple of texts and URNs for ids of several parts.
        namespace: `li` for all of LinkedIn's own.

    Raises:
        InvalidArgumentError: a part is empty, or could not be told from its neighbours.
    """

    type: str
    id: str | tuple[str | Urn, ...]
    namespace: str = "li"

    def __post_init__(self) -> None:
        for name, text in (("namespace", self.namespace), ("type", self.type)):
            if not text or not text.isascii() or any(c in ":(), " for c in text):
                raise InvalidArgumentError(f"{name} of a URN must be a plain word, not {text!r}")
        if isinstance(self.id, str):
            _check_simple_id(self.id)
            return
        if not self.id:
            raise InvalidArgumentError("id of a URN must not be an empty tuple")
        for part in self.id:
            if not isinstance(part, Urn):
                _check_tuple_part(part)

    @classmethod
    def parse(cls, text: str) -> Urn:
        """Take a URN apart.

        Args:
            text: such as `urn:li:comment:(urn:li:activity:1,2)`.

        Raises:
            InvalidSerializedRestliError: the text is not a URN; the position says where.
        """
        if not isinstance(text, str):
            kind = type(text).__name__
            raise InvalidSerializedRestliError(f"a URN is read from text, not from {kind}")
        return _parse(text, 0, len(text), 1)

    @property
    def parts(self) -> tuple[str | Urn, ...]:
        """The parts of the id; a simple id is one part."""
        return self.id if isinstance(self.id, tuple) else (self.id,)

    def __str__(self) -> str:
        key = self.id if isinstance(self.id, str) else f"({','.join(map(str, self.id))})"
        return f"urn:{self.namespace}:{self.type}:{key}"

    def __repr__(self) -> str:
        return f"Urn({str(self)!r})"


def _check_simple_id(text: str) -> None:
    if not text:
        raise InvalidArgumentError("id of a URN must not be empty")
    if text.startswith("("):
        raise InvalidArgumentError(f"id of a URN must be a tuple where it has parts, not {text!r}")


def _check_tuple_part(part: object) -> None:
    if not isinstance(part, str):
        kind = type(part).__name__
        raise InvalidArgumentError(f"parts of a URN's id must be text or URNs, not {kind}")
    if not part or part.startswith("urn:") or any(c in "()," for c in part):
        raise InvalidArgumentError(
            f"a part of a URN's id must not be {part!r}: write nested URNs as Urn values"
            " and percent-encode '(', ')' and ','"
        )


def _parse(text: str, start: int, end: int, depth: int) -> Urn:
    if depth > MAX_URN_DEPTH:
        raise InvalidSerializedRestliError(f"URN nested deeper than {MAX_URN_DEPTH}", start)
    pieces = text[start:end].split(":", 3)
    if len(pieces) < 4 or pieces[0] != "urn" or not all(pieces):
        raise InvalidSerializedRestliError("a URN has the form urn:namespace:type:id", start)
    _, namespace, kind, key = pieces
    key_start = end - len(key)
    try:
        if not key.startswith("("):
            return Urn(kind, key, namespace)
        if not key.endswith(")"):
            raise InvalidSerializedRestliError("the id of the URN lacks its ')'", end)
        parts = tuple(
            _parse(text, a, b, depth + 1) if text.startswith("urn:", a) else text[a:b]
            for a, b in _split_tuple(text, key_start + 1, end - 1)
        )
        return Urn(kind, parts, namespace)
    except InvalidArgumentError as error:
        raise InvalidSerializedRestliError(str(error), key_start) from None


def _split_tuple(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans between the commas that stand outside of inner parentheses."""
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
        raise InvalidSerializedRestliError("the id of the URN lacks a ')'", end)
    spans.append((begin, end))
    return spans
