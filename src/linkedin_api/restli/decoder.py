"""Decode Rest.li text to values, in linear time and with bounded depth.

One parser reads both forms (see `encoder`): the characters that the reduced form does not encode
have no special meaning.

Source: rest.li `URIElementParser`, `URIDecoderUtils` (observed): `+` is a plus, white space is
kept, `''` is the empty string but `%27%27` is two apostrophes, and the last of several equal
keys wins.
"""

from __future__ import annotations

import re
from collections.abc import Sized
from typing import Any, Final
from urllib.parse import unquote

from linkedin_api.errors import InvalidSerializedRestliError
from linkedin_api.restli.encoder import EMPTY_STRING, MAX_DEPTH

# The whole grammar: the items of a list and the entries of a map, each with the mark that follows:
# the ends of all containers that end there, nothing if one opens there, or a comma. Possessive
# quantifiers (`++`) never backtrack, which keeps parsing linear on any input.
_SCALAR: Final = r"[^(),:]++"
_OPENER: Final = r"(?P<list>List)?\("
_MARK: Final = r"(?P<mark>\)++,?|(?<=\()|,)"
_ITEM: Final = rf"(?:(?P<scalar>{_SCALAR})|{_OPENER}){_MARK}"
_scalar = re.compile(_SCALAR).match
_opener = re.compile(_OPENER).match
_item = re.compile(rf"(?P<key>(?!))?{_ITEM}").match
_entry = re.compile(rf"(?P<key>{_SCALAR}):{_ITEM}").match
_malformed_percent = re.compile(r"%(?![0-9A-Fa-f]{2})").search
_CHARS: Final = {
    digits: chr(code)
    for code in range(128)
    for digits in (f"{code:02X}", f"{code:02x}")  # only the second digit can be a letter
}


def decode(text: str) -> Any:
    """Decode text in the URL form. Every scalar becomes a string, since the format has no types.

    Args:
        text: such as `List((a:1),(a:2))`.

    Raises:
        InvalidSerializedRestliError: the text is malformed or nested deeper than
            `MAX_DEPTH`; the message says what was expected, and where.

    Example:
        >>> decode("(note:'',status:List(ACTIVE,a%2Cb),test:true)")
        {'note': '', 'status': ['ACTIVE', 'a,b'], 'test': 'true'}
    """
    check_text(text)
    return _read(text) if _opener(text) else _read_scalar(text)


def reduced_decode(text: str) -> Any:
    """Decode text in the reduced form.

    It works like `decode`: the characters that this form does not encode have no meaning.

    Example:
        >>> reduced_decode("(member:urn%3Ali%3Aperson%3Aé 1)")
        {'member': 'urn:li:person:é 1'}
    """
    return decode(text)


def check_text(text: Any) -> None:
    """Refuse what is no string and so cannot be decoded."""
    if not isinstance(text, str):
        kind = type(text).__name__
        raise InvalidSerializedRestliError(f"text must be a string, not {kind}")


def percent_decode(text: str, whole: str = "") -> str:
    """Decode `%XX` sequences as UTF-8; bytes that are not UTF-8 become U+FFFD.

    Args:
        text: any string.
        whole: what it is a part of, for the position in an error; nothing before the part is
            malformed. Empty if it is not a part.

    Raises:
        InvalidSerializedRestliError: a `%` is not followed by two hexadecimal digits.
    """
    plain = text.replace("%3A", ":")  # the others take longer, and many URNs have no others
    if "%" not in plain:
        return plain
    decoded, *rest = plain.split("%")
    try:
        for part in rest:
            decoded += _CHARS[part[:2]] + part[2:]  # in place, which is faster than a list to join
    except KeyError:  # a byte beyond ASCII, or not hexadecimal
        if malformed := _malformed_percent(text) and _malformed_percent(whole or text):
            raise InvalidSerializedRestliError(
                "'%' must be followed by two hexadecimal digits", malformed.start()
            ) from None
        return unquote(text, errors="replace")
    return decoded


def _read(text: str) -> Any:
    """Decode text in one pass, with a stack of open containers instead of recursion.

    A container is added to its parent when it opens, so closing it only pops the stack.
    """
    whole: list[Any] = []  # gets what the text says, as the only item
    container: Any = whole
    stack: list[Any] = []
    position = 0
    while True:
        match = (_item if type(container) is list else _entry)(text, position)
        if match is None:
            raise _explain(text, position, container)
        key, scalar, is_list, mark = match.groups()
        position = match.end()
        if scalar is None:
            value: Any = [] if is_list else {}
        else:
            value = _token_value(scalar, text)
        if key is None:
            container.append(value)
        elif key.isalnum():  # nearly always, and a call takes longer
            container[key] = value
        else:
            container[_token_value(key, text)] = value
        if scalar is None:
            stack.append(container)
            _check_depth(stack, position - len(mark))
            container = value
        if mark == "," or not mark:
            continue
        ended = mark.count(")")
        if ended >= len(stack):
            _finish(text, match.start("mark") + len(stack))
            return whole[0]
        container = stack[-ended]
        del stack[-ended:]
        if mark[-1] != ",":
            raise _expected("',' or ')'", text, position)


def _check_depth(stack: Sized, position: int) -> None:
    if len(stack) > MAX_DEPTH:
        raise InvalidSerializedRestliError(f"nested deeper than {MAX_DEPTH}", position)


def _token_value(token: str, text: str) -> str:
    if "%" in token:
        return percent_decode(token, text)
    return "" if token == EMPTY_STRING else token


def _read_scalar(text: str) -> str:
    match = _scalar(text)
    if match is None:
        raise _expected("a value", text, 0)
    _finish(text, match.end())
    return _token_value(match[0], text)


def _finish(text: str, position: int) -> None:
    if position < len(text):
        raise _expected("the end of the text", text, position)


def _explain(text: str, position: int, container: Any) -> InvalidSerializedRestliError:
    """Explain why neither an item nor an entry can be read."""
    if isinstance(container, dict):
        key = _scalar(text, position)
        if key is None:
            return _expected("a key", text, position)
        position = key.end()
        if not text.startswith(":", position):
            return _expected("':' after a key", text, position)
        position += 1
    scalar = _scalar(text, position)
    if scalar is None:
        return _expected("a value", text, position)
    return _expected("',' or ')'", text, scalar.end())


def _expected(wanted: str, text: str, position: int) -> InvalidSerializedRestliError:
    found = text[position : position + 1]
    seen = f"found {found!r}" if found else "the text ends"
    return InvalidSerializedRestliError(f"expected {wanted}, but {seen}", position)
