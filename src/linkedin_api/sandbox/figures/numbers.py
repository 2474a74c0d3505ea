"""Numbers of entities, in URNs and keys that programs send."""

from __future__ import annotations

import re

#: As many digits as the largest number of 64 bits has; Python refuses to read thousands.
_number = re.compile(r"[0-9]{1,19}").fullmatch


def read_number(text: str) -> int | None:
    """Return the number that a text is; `None` if it is none, or longer than any of LinkedIn's.

    Example:
        >>> read_number("2414183"), read_number("-1"), read_number("9" * 20)
        (2414183, None, None)
    """
    return int(text) if _number(text) else None
