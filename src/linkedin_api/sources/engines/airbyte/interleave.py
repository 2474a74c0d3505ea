"""Many tables read at once, told as one series of what comes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import aclosing
from typing import NamedTuple

from linkedin_api.clients.cancelling import cancel_all
from linkedin_api.sources.catalogue.table import Table
from linkedin_api.sources.past import Past
from linkedin_api.sources.reading.reader import Batch, Reader


class StreamItem(NamedTuple):
    """Something that came of reading a table.

    Attributes:
        table: name.
        batch: rows; `None` if there are no more.
        error: why there are no more, if that is not because all were read.
    """

    table: str
    batch: Batch | None = None
    error: Exception | None = None


async def interleave(
    reader: Reader, wanted: Iterable[tuple[Table, Past]]
) -> AsyncIterator[StreamItem]:
    """Read tables at once; what ends one of them does not end the others.

    So the tables that share a list of posts use it at about the same time, and no more is
    read ahead than the reader reads ahead of each.

    Args:
        reader: made for these tables.
        wanted: each table with what was read of it before.
    """
    told: asyncio.Queue[StreamItem] = asyncio.Queue(1)
    tasks = [asyncio.create_task(_read(reader, *each, told)) for each in wanted]
    left = len(tasks)
    try:
        while left:
            news = await told.get()
            if news.batch is None:
                left -= 1
            yield news
    finally:
        await cancel_all(tasks)


async def _read(reader: Reader, table: Table, past: Past, told: asyncio.Queue[StreamItem]) -> None:
    ended: Exception | None = None
    try:
        async with aclosing(reader.read(table, past)) as batches:
            async for batch in batches:
                await told.put(StreamItem(table.name, batch))
    except Exception as error:  # noqa: BLE001  told to whoever takes what comes
        ended = error
    await told.put(StreamItem(table.name, error=ended))
