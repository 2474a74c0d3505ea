"""Mistakes that an argument shows, and what to do about each: one sentence, from one table.

A row gives the same hint wherever its mistake is noticed: in the error that refuses an argument, in
the warning before a call is sent, and in the error that LinkedIn answered. The mistakes that only
an answer shows are in `clients.exchange.advice`.

A path is checked when it is first used, everything else when it is refused: calls that succeed take
no longer.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

__all__ = ["MistakeWarning"]


class MistakeWarning(UserWarning):
    """A call looks like a mistake. It is sent all the same."""


class Written(NamedTuple):
    """A mistake that an argument shows.

    Attributes:
        name: what the mistake is.
        argument: the argument that shows it.
        pattern: matches the argument's value from its beginning.
        hint: what to do; has the groups of the match.
    """

    name: str
    argument: str
    pattern: str
    hint: str


#: What the client puts in front of a path.
_BASES: Final = ("/rest", "/v2")
#: The patterns are compiled when they are first needed, so that importing this takes no time.
_FLAGS: Final = re.IGNORECASE | re.DOTALL

#: The first row that fits gives the hint.
WRITTEN: Final = (
    Written(
        "a whole URL as the path",
        "resource_path",
        r"https?://[^/?#]*(?:/(?:rest|v2)(?![^/?#]))?(?P<path>/[^?#]*)?",
        "pass only the path after /rest or /v2, here {path!r}, and its parameters as query_params",
    ),
    Written(
        "a link to another page as the path, which has lost `fields`",
        "resource_path",
        r"/[^?]*\?(?:.*&)?(?:start|pageToken)=",
        "LinkedIn leaves `fields` out of its links to other pages: use `paginate`, which asks for"
        " each page with all parameters of the first",
    ),
    Written(
        "a path that begins with /rest or /v2",
        "resource_path",
        r"/(?P<base>rest|v2)(?![^/?])",
        "leave '/{base}' out of the path: the client puts it in front",
    ),
    Written(
        "a query string in the path",
        "resource_path",
        r"/[^?]*\?",
        "pass the parameters after '?' as query_params, which are encoded for you",
    ),
    Written(
        "`Bearer ` in front of the token",
        "access_token",
        r"\s*(?:authorization:\s*)?bearer\s",
        "leave 'Bearer ' out of access_token: the client puts it in front",
    ),
    Written(
        "quotes around the token",
        "access_token",
        r"(?P<quote>['\"]).*(?P=quote)\Z",
        "remove the quotes around access_token",
    ),
    Written(
        "white space around the token",
        "access_token",
        r"\s|.*\s\Z",
        "remove the white space around access_token, such as the end of a line",
    ),
    Written(
        "the name of a finder missing",
        "finder_name",
        r"\Z",
        "pass the name that LinkedIn's documentation has after q=, such as 'author'",
    ),
)
#: What to do about a synchronous client in a coroutine.
BLOCKING: Final = (
    "a synchronous client blocks the event loop until LinkedIn has answered: use"
    " AsyncRestliClient or AsyncAuthClient, which have the same methods"
)
#: The hint for one value where several are wanted.
A_LIST: Final = "pass a list, even for one value: […]"


def written_hint(argument: str, value: str) -> str | None:
    """Return the hint for the value of an argument; `None` if no mistake is recognised.

    Example:
        >>> written_hint("resource_path", "/rest/me")
        "leave '/rest' out of the path: the client puts it in front"
        >>> written_hint("resource_path", "/me") is None
        True
    """
    for row in WRITTEN:
        if row.argument == argument and (found := re.match(row.pattern, value, _FLAGS)):
            return row.hint.format(**found.groupdict(default="/"))
    return None


def path_hint(path: str) -> str | None:
    """Return the hint for a path that begins with `/`; fast for those without a mistake."""
    if "?" in path or path.startswith(_BASES):
        return written_hint("resource_path", path)
    return None
