"""As many calls at once as allowed, of all tables together, and never more."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest
from canned import Answer, CannedServer
from syncs import AT_ONCE, FIRST, NOW

from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.reading.access import Access
from linkedin_api.sources.reading.reader import Reader
from linkedin_api.sources.scope import Scope

TWENTY = Scope(tuple(range(FIRST, FIRST + 20)))
ANSWER = Answer(body=b'{"firstDegreeSize": 1, "elements": [], "paging": {"total": 0}}')


class Crowd:
    """Answers when enough requests wait at once, and counts the most at once."""

    def __init__(self, expected: int) -> None:
        self._changed = threading.Condition()
        self._expected = expected
        self._now = 0
        self.most = 0

    def answer(self, _) -> Answer:
        with self._changed:
            self._now += 1
            self.most = max(self.most, self._now)
            self._changed.notify_all()
            self._changed.wait_for(lambda: self.most >= self._expected, 20)
        time.sleep(0.01)  # so that more could come, if they did
        with self._changed:
            self._now -= 1
        return ANSWER


@pytest.mark.parametrize("concurrency", [1, 5])
@pytest.mark.parametrize(
    "names",
    [
        ["total_follower_count"],
        ["total_follower_count", "share_statistics", "organization_acls"],
    ],
)
def test_concurrent_calls_reach_the_limit_and_no_more(names, concurrency):
    tables = [PAGES[name] for name in names]

    async def read(url):
        access = Access("T", base_url=url)
        options = {"concurrency": concurrency, "retry": AT_ONCE, "now": NOW.timestamp}
        async with Reader(access, TWENTY, tables, **options) as reader:
            await asyncio.gather(*(_drain(reader.read(table)) for table in tables))
            assert reader.problems == []

    with CannedServer() as server:
        crowd = Crowd(concurrency)
        server.choose = crowd.answer
        asyncio.run(read(server.url))
        assert len(server.received) == 20 * len(tables)
    assert crowd.most == concurrency


async def _drain(reading) -> None:
    async for _ in reading:
        pass
