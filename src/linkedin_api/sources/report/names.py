"""Names of the demographics that LinkedIn's tables give as URNs or codes, and names of posts.

LinkedIn publishes the lists of seniorities and job functions, which are short and fixed:
https://learn.microsoft.com/linkedin/shared/references/reference-tables/seniorities and
https://learn.microsoft.com/linkedin/shared/references/reference-tables/job-functions.
Industries and places have thousands of entries; the tables name none of them.
"""

from __future__ import annotations

import re
from typing import Final

_SENIORITIES: Final = (
    "Unpaid", "Training", "Entry", "Senior", "Manager", "Director", "VP", "CXO", "Partner",
    "Owner",
)  # fmt: skip
_FUNCTIONS: Final = (
    "Accounting", "Administrative", "Arts and Design", "Business Development",
    "Community and Social Services", "Consulting", "Education", "Engineering",
    "Entrepreneurship", "Finance", "Healthcare Services", "Human Resources",
    "Information Technology", "Legal", "Marketing", "Media and Communication",
    "Military and Protective Services", "Operations", "Product Management",
    "Program and Project Management", "Purchasing", "Quality Assurance", "Real Estate",
    "Research", "Sales", "Customer Success and Support",
)  # fmt: skip
_NAMES: Final = {
    f"urn:li:{kind}:{number}": name
    for kind, names in (("seniority", _SENIORITIES), ("function", _FUNCTIONS))
    for number, name in enumerate(names, 1)
}
_LONGEST_NAME: Final = 100
_is_range = re.compile(r"SIZE_(?:1|(\d+)(?:_TO_(\d+)|(_OR_MORE)))").fullmatch


def name_of(code: str) -> str | None:
    """Return the name of a demographic; `None` if it has none here.

    Args:
        code: the value in the table.

    Example:
        >>> name_of("urn:li:seniority:6"), name_of("SIZE_11_TO_50"), name_of("urn:li:geo:1")
        ('Director', '11 to 50 employees', None)
    """
    if found := _is_range(code):
        least, most, is_open = found.groups()
        if least is None:
            return "1 employee"
        if is_open:
            return f"{int(least):,} or more employees"
        return f"{int(least):,} to {int(most):,} employees"
    if code.startswith("urn:"):
        return _NAMES.get(code)
    return code.replace("_", " ").capitalize()


def shortened(text: str) -> str:
    """Return the beginning of a text in one line, as a name.

    Example:
        >>> shortened("two   words"), len(shortened("long " * 100))
        ('two words', 100)
    """
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_NAME else f"{line[: _LONGEST_NAME - 1]}…"
