"""Amounts of money as LinkedIn writes them: as text, or as numbers."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

_is_amount = re.compile(r"-?[0-9]{1,60}(\.[0-9]{1,60})?([Ee][-+]?[0-9]{1,3})?").fullmatch


def plain_amount(value: Any) -> str | None:
    """Return the digits of an amount without an exponent; `None` if it is no amount.

    LinkedIn's servers are written in Java, which writes very small amounts like `0E-18`.

    Example:
        >>> plain_amount("1.5E-7"), plain_amount(12.5), plain_amount("ten")
        ('0.00000015', '12.5', None)
    """
    is_number = isinstance(value, int | float | str) and not isinstance(value, bool)
    return format(Decimal(str(value)), "f") if is_number and _is_amount(str(value)) else None
