"""What errors say of a call: which it was, without its query, since an upload URL's is secret."""

from __future__ import annotations

import re
from typing import Final

from linkedin_api.clients.transports.error_chains import chain
from linkedin_api.errors import TransportError

_query: Final = re.compile(r"(?<=[^\s?])\?\S+")


def without_query(text: str) -> str:
    """Remove the query, which may be secret, from each URL in a text.

    Example:
        >>> without_query("no answer from https://a.example/x?token=1 yet")
        'no answer from https://a.example/x yet'
    """
    return _query.sub("", text)


def placed(error: TransportError, asked: str) -> TransportError:
    """Return an error of this package whose message also says what was asked."""
    error.args = (f"{error} ({asked})",)
    return error


def without_secret_causes(error: TransportError) -> TransportError:
    """Return the error, without its causes if one of them quotes a query."""
    if any(without_query(str(each)) != str(each) for each in chain(error)[1:]):
        error.__cause__ = error.__context__ = None
    return error
