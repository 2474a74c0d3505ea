"""Reads many tables concurrently and merges their batches into one sequence."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import aclosing
from typing import NamedTuple

from linkedin_api.clients.cancelling import cancel_all
from linkedin_api.sources.past import Past
from linkedin_api.sources.readable import ReadableTable
from linkedin_api.sources.reading.reader import Batch, Reader


class StreamItem(NamedTuple):
    """An item of a stream: a batch, or its end.

    Attributes:
        table: name of the table.
        batch: rows; `None` at the end.
        error: the error that ended the stream; `None` if it was read completely.
    """

    table: str
    batch: Batch | None = None
    error: Exception | None = None


async def interleave(
    reader: Reader, wanted: Iterable[tuple[ReadableTable, Past]]
) -> AsyncIterator[StreamItem]:
    """Read tables concurrently; an error in one of them does not end the others.

    Tables that share a list of posts use it at about the same time, and only the reader reads
    ahead.
    """
    items: asyncio.Queue[StreamItem] = asyncio.Queue(1)
    tasks = [asyncio.create_task(_read(reader, *each, items)) for each in wanted]
    left = len(tasks)
    try:
        while left:
            item = await items.get()
            if item.batch is None:
                left -= 1
            yield item
    finally:
        await cancel_all(tasks)


async def _read(
    reader: Reader, table: ReadableTable, past: Past, items: asyncio.Queue[StreamItem]
) -> None:
    ended: Exception | None = None
    try:
        async with aclosing(reader.read(table, past)) as batches:
            async for batch in batches:
                await items.put(StreamItem(table.name, batch))
    except Exception as error:  # noqa: BLE001  passed on as an item
        ended = error
    await items.put(StreamItem(table.name, error=ended))
