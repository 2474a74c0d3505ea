"""What the body of a successful answer must contain; without it, the answer is broken.

Source: rest.li `CollectionResponse`, `BatchResponse` (observed): an empty list or map is
sent as such, and a list holds records, never plain values.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

#: How to describe the expected data, by its Python type.
_WORDS: Final = {
    object: "a value",
    list: "a list of objects",
    dict: "a map of objects",
    str: "a non-empty string",
    bool: "true or false",
}


class Promise(NamedTuple):
    """The promised content of a body.

    Attributes:
        kind: `list` and `dict` mean lists and maps of objects, `object` anything but `null`.
        names: the fields to check, one of them is enough; empty for the body itself.
    """

    kind: type
    names: tuple[str, ...] = ()

    def lack(self, body: Any) -> str | None:
        """Describe what is missing; `None` if nothing is.

        Example:
            >>> Promise(list, ("elements",)).lack({"elements": None})
            'without elements, a list of objects'
            >>> Promise(list, ("elements",)).lack({"elements": []}) is None
            True
        """
        if not self.names:
            return None if self._fits(body) else f"without {_WORDS[self.kind]}"
        if isinstance(body, dict):
            for name in self.names:
                if self._fits(body.get(name)):
                    return None
        return f"without {self.names[0]}, {_WORDS[self.kind]}"

    def _fits(self, value: Any) -> bool:
        if self.kind is object:
            return value is not None
        if not isinstance(value, self.kind):
            return False
        if isinstance(value, str):
            return bool(value)
        if isinstance(value, bool):
            return True
        items: Any = value.values() if isinstance(value, dict) else value
        return all(issubclass(kind, dict) for kind in set(map(type, items)))


ENTITY: Final = Promise(object)
ELEMENTS: Final = Promise(list, ("elements",))
#: If every id of a batch failed, the answer may lack results.
RESULTS: Final = Promise(dict, ("results", "errors"))
ACCESS_TOKEN: Final = Promise(str, ("access_token",))
INTROSPECTION: Final = Promise(bool, ("active",))
