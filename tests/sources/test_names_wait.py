"""The table of names waits for the tables whose URNs it names, whichever is read first."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import aclosing
from typing import Any

import pytest
from noon import NOON

from linkedin_api.sandbox import Sandbox
from linkedin_api.sources.catalogue.ads import ADS, Report
from linkedin_api.sources.reading.access import Access
from linkedin_api.sources.reading.reader import Reader
from linkedin_api.sources.scope import Scope

NAMES, SEEN = ADS["ad_names"], ADS["ad_campaign_demographics"]
OWN = Report("by_seniority", ("MEMBER_SENIORITY",), "MONTH").table()


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(now=NOON, ad_accounts=1, campaigns=1, ad_days=40) as sandbox:
        yield sandbox


@pytest.fixture
def reader(sandbox: Sandbox) -> Reader:
    access = Access(sandbox.access_token(), base_url=sandbox.url, oauth_url=sandbox.url)
    return Reader(access, Scope(), [NAMES, SEEN, OWN], now=sandbox.clock.now)


async def rows(reader: Reader, table: Any) -> list[Any]:
    return [row async for batch in reader.read(table) for row in batch.records]


async def names_begin(reader: Reader) -> asyncio.Task[list[Any]]:
    """Begin to read names, and let that go as far as it can without an answer."""
    names = asyncio.create_task(rows(reader, NAMES))
    for _ in range(50):
        await asyncio.sleep(0)
    return names


@pytest.mark.parametrize("table", [SEEN, OWN], ids=["usual", "own report"])
def test_names_wait_for_a_table_that_is_announced_and_begins_later(reader, table):
    async def read() -> tuple[list[Any], list[Any]]:
        async with reader:
            reader.announce([NAMES.name, table.name])
            names = await names_begin(reader)
            seen = await rows(reader, table)
            return seen, await names

    seen, names = asyncio.run(read())
    urns = {row["valueUrn"] for row in seen if row["valueUrn"].startswith("urn:")}
    assert urns
    assert urns <= {row["urn"] for row in names}


def test_names_do_not_wait_for_a_table_that_is_given_up(reader):
    async def read() -> list[Any]:
        async with reader:
            reader.announce([NAMES.name, SEEN.name])
            names = await names_begin(reader)
            assert not names.done()
            reader.give_up(SEEN.name)
            return await names

    assert asyncio.run(read()) == []


def test_names_do_not_wait_for_a_table_that_is_not_read_to_its_end(reader):
    async def read() -> list[Any]:
        async with reader:
            reader.announce([NAMES.name, SEEN.name])
            names = await names_begin(reader)
            async with aclosing(reader.read(SEEN)) as seen:
                await anext(seen)
            return await names

    assert asyncio.run(read())
