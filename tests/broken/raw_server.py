"""A server that writes bytes as they are, for answers that no HTTP library would send."""

from __future__ import annotations

import asyncio
import gc
import re
import socket
import struct
import threading
import warnings
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import NamedTuple, Self


class Do(Enum):
    """What a server does besides sending bytes."""

    HANG = "says nothing more until the client goes"
    RESET = "breaks the connection off"
    TRICKLE = "sends spaces, one by one, until the client goes"
    FLOOD = "sends zeros until the client goes"


class Broken(NamedTuple):
    """An answer: its name, and what is sent, one after the other; then the connection ends."""

    name: str
    steps: tuple[bytes | Do, ...]


class RawServer:
    """Answers a request whose path holds `/answer<n>` with the n-th of its answers.

    Any other request, such as one for a token, gets the answer `default`. The connections of
    one that has `keeps` are kept open after each answer.
    """

    def __init__(self, answers: Sequence[Broken], default: int = 0, pace: float = 0.1) -> None:
        self.answers = list(answers)
        self.default = default
        self.pace = pace
        self.keeps = False
        self.requests: list[str] = []
        self.connections = 0
        self.chosen: Mapping[str, int] = {}
        self._loop = asyncio.new_event_loop()
        self._begun = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self._talks: set[asyncio.Task[None] | None] = set()
        self.url = ""

    def __enter__(self) -> Self:
        self._thread.start()
        self._begun.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._end.set_result, None)
        self._thread.join()

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._serve())
        with warnings.catch_warnings():  # a connection that the server accepted as it ended
            warnings.simplefilter("ignore", ResourceWarning)
            gc.collect()

    async def _serve(self) -> None:
        self._end = self._loop.create_future()
        server = await asyncio.start_server(self._talk, "127.0.0.1", 0, backlog=1000)
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        self._begun.set()
        await self._end
        server.close()
        await self._some_turns()  # what was accepted just now begins to talk, so that it can end
        for task in self._talks:
            task.cancel()
        await asyncio.gather(*self._talks, return_exceptions=True)
        await self._some_turns()  # transports are closed a turn after they were aborted

    async def _some_turns(self) -> None:
        for _ in range(5):
            await asyncio.sleep(0.002)  # so long that sockets are looked at too

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        task = asyncio.current_task()
        self._talks.add(task)
        try:
            while True:
                await self._answer(reader, writer)
                if not self.keeps:
                    break
            writer.close()
            await writer.wait_closed()
        except (OSError, EOFError, asyncio.LimitOverrunError):
            pass
        finally:
            writer.transport.abort()
            self._talks.discard(task)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        length = re.search(r"(?im)^content-length: *(\d+)", head)
        await reader.readexactly(int(length[1]) if length else 0)
        if "chunked" in head.lower():
            await reader.readuntil(b"0\r\n\r\n")
        self.requests.append(head)
        named = re.search(r"/answer(\d+)", head)
        number = int(named[1]) if named else self._by_path(head)
        for step in self.answers[number].steps:
            if isinstance(step, bytes):
                writer.write(step)
                await writer.drain()
            else:
                await self._do(step, reader, writer)

    def _by_path(self, head: str) -> int:
        target = head.split(" ", 2)[1]
        found = (number for path, number in self.chosen.items() if path in target)
        return next(found, self.default)

    async def _do(
        self, what: Do, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        if what is Do.HANG:
            await reader.read()
        elif what is Do.RESET:
            given = struct.pack("ii", 1, 0)
            writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, given)
            writer.transport.abort()
        while what is Do.TRICKLE and not writer.is_closing():
            writer.write(b" ")
            await writer.drain()
            await asyncio.sleep(self.pace)
        while what is Do.FLOOD and not writer.is_closing():
            writer.write(bytes(65536))
            await writer.drain()
