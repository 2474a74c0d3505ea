"""A server of daily statistics whose buckets a test can leave out or spoil."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from canned import Answer, CannedServer, Received

DAY = 86_400_000
Buckets = list[dict[str, Any]]


class OddStatistics(CannedServer):
    """Answers each request for statistics with a bucket for each day of its window.

    Attributes:
        absent: starts of days without a bucket.
        spoil: changes the buckets of each answer.
    """

    def __init__(self) -> None:
        super().__init__()
        self.absent: set[int] = set()
        self.spoil: Callable[[Buckets], Buckets] = lambda buckets: buckets
        self.choose = self._answer

    @property
    def windows(self) -> list[tuple[int, int]]:
        """The requested windows, in order."""
        return [_window(received) for received in self.received]

    def _answer(self, received: Received) -> Answer:
        urn = re.findall(r"urn:li:organization:[0-9]+", unquote(received.target))[-1]
        start, end = _window(received)
        buckets = [bucket(each, urn) for each in range(start, end, DAY) if each not in self.absent]
        paging = {"start": 0, "count": 10, "links": []}
        body = json.dumps({"elements": self.spoil(buckets), "paging": paging})
        return Answer(body=body.encode())


def bucket(start: int, urn: str, end: int | None = None) -> dict[str, Any]:
    """The followers gained on a day."""
    return {
        "timeRange": {"start": start, "end": start + DAY if end is None else end},
        "organizationalEntity": urn,
        "followerGains": {"organicFollowerGain": start // DAY, "paidFollowerGain": 0},
    }


def _window(received: Received) -> tuple[int, int]:
    target = unquote(received.target)
    bounds = dict(re.findall(r"(start|end):([0-9]+)", target))
    return int(bounds["start"]), int(bounds["end"])
