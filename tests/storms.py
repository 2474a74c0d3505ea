"""Faults that strike one request of ten, the same ones in each run."""

from __future__ import annotations

from collections import Counter
from zlib import crc32

from linkedin_api.sandbox import Sandbox
from linkedin_api.sources.reading.retry_policy import ATTEMPTS

#: What goes wrong, in equal parts.
FAULTS = (
    {"status": 429},
    {"status": 500},
    {"status": 502},
    {"status": 503},
    {"truncate_body": 30},
    {"reset_connection": True},
    {"html": "<p>Sorry</p>"},
    {"body": {"paging": {"start": 0, "count": 10, "links": []}}},
    {"body": []},
    {"body": {"elements": None, "results": None}},
)


class Storm:
    """Lets one of ten requests go wrong: which, and how, follows from the request alone.

    So it is the same in every run, in whatever order requests arrive. The fifth attempt is
    spared, as it would nearly always be by chance.
    """

    def __init__(self, sandbox: Sandbox, seed: int) -> None:
        self._seed = seed
        self._seen: Counter[str] = Counter()
        self._last: tuple[object, int] = (None, 0)
        self.struck: Counter[int] = Counter()
        for number, fault in enumerate(FAULTS):
            sandbox.faults.add(self._strikes(number), **fault)

    def _strikes(self, number):
        def match(request) -> bool:
            strikes = self._fate(request) == number
            self.struck[number] += strikes
            return strikes

        return match

    def _fate(self, request) -> int:
        """The number of a fault; 10 and above for none."""
        if self._last[0] is not request:
            name = f"{request.path} {sorted(map(str, request.params.items()))} {request.keys}"
            self._seen[name] += 1
            luck = crc32(f"{self._seed} {name} {self._seen[name]}".encode()) % (10 * len(FAULTS))
            fate = luck if self._seen[name] % ATTEMPTS else len(FAULTS)
            self._last = (request, fate)
        return self._last[1]
