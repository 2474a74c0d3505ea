"""Quotas on the status page."""

from __future__ import annotations

from typing import Final

from linkedin_api.sandbox.members import find_member
from linkedin_api.sandbox.quotas import Usage
from linkedin_api.sandbox.web.page import Html, render

#: Windows as people say them.
_NOW: Final = {"day": "today", "minute": "this minute", "second": "this second"}


def quota_row(usage: Usage, ends: str) -> Html:
    """Return a row of the table: usage, what is left, the resource and the caller.

    Args:
        usage: the counter.
        ends: how long the window stays open.
    """
    whose = "application" if usage.member is None else find_member(usage.member).name
    return render(
        "status_quota",
        resource=usage.resource,
        whose=whose,
        client_id=usage.client_id,
        used=f"{usage.used:,}",
        left="no limit" if usage.left is None else f"{usage.left:,} of {usage.limit:,} left",
        tone="bad" if usage.left == 0 else "",
        window=_NOW[usage.window],
        ends=ends,
    )
