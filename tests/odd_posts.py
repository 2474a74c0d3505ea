"""A server of one page's posts, with values that no correct server sends."""

from __future__ import annotations

import json
import re
from typing import Any

from canned import Answer, CannedServer, Received

#: The URN of a post that has reactions.
GOOD = "urn:li:share:1"


class OnePage(CannedServer):
    """A page with posts that a test makes up; one of them has reactions."""

    def __init__(self, organization: int, *posts: dict[str, Any]) -> None:
        super().__init__()
        urn = f"urn:li:organization:{organization}"
        self.posts = [{"author": urn, **post} for post in posts]
        self.choose = self._answer

    def _answer(self, received: Received) -> Answer:
        start = re.search(r"start=([0-9]+)", received.target)
        paging = {"start": int(start[1]) if start else 0, "count": 100, "links": []}
        whole: dict[str, Any] = {"elements": [], "paging": paging}
        whole["results"] = {GOOD: {"entity": GOOD}}
        if "/posts" in received.target and not paging["start"]:
            whole["elements"] = self.posts
        return Answer(body=json.dumps(whole).encode())
