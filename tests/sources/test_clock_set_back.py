"""The machine's clock is set back in the middle of reading: nothing waits, no budget is lost."""

import asyncio

import pytest
from noon import NOON

from linkedin_api.clients.exchange.quota import RateBudget
from linkedin_api.sandbox import Sandbox
from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.reading.access import Access
from linkedin_api.sources.reading.reader import Reader
from linkedin_api.sources.scope import Scope

TABLES = [PAGES[name] for name in ("organization_lookup", "share_statistics")]
PAGES_READ = (2414183, 2414184)


@pytest.fixture
def sandbox():
    with Sandbox(now=NOON) as sandbox:
        yield sandbox


class SetBack:
    """A clock that goes back by some seconds once it has been looked at a few times."""

    def __init__(self, seconds):
        self.looks = 0
        self._seconds = seconds

    def __call__(self):
        self.looks += 1
        return NOON.timestamp() - (self._seconds if self.looks > 3 else 0)


@pytest.mark.parametrize("seconds", [1, 3_600, 86_400])
def test_a_clock_set_back_amid_reading_makes_nothing_wait(sandbox, monkeypatch, seconds):
    clock, slept, rows = SetBack(seconds), [], []
    budget = RateBudget(100)
    access = Access(sandbox.access_token(), base_url=sandbox.url)

    async def sleep(wait):
        slept.append(wait)

    async def read():
        async with Reader(access, Scope(PAGES_READ), TABLES, budget=budget, now=clock) as reader:
            monkeypatch.setattr(reader._client._transport, "sleep", sleep)
            monkeypatch.setattr(reader._client._conduct, "now", clock)
            for table in TABLES:
                async for batch in reader.read(table):
                    rows.extend(batch.records)
            return reader.problems

    assert asyncio.run(read()) == []
    assert clock.looks > 3
    assert len(rows) == 4
    assert slept == []
    used = sum(map(budget.used, budget._used))
    assert used == len([each for each in sandbox.requests if each.path.startswith("/rest/")])
