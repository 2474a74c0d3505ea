"""20,000 calls through faults of every kind, with either client: `make soak`."""

import asyncio
import collections
import itertools
import random
import threading

import pytest

from linkedin_api import AsyncRestliClient, RestliClient
from linkedin_api.clients.exchange.retry import Retry
from linkedin_api.errors import StatusError, TransportError
from linkedin_api.sandbox import Sandbox

pytestmark = pytest.mark.soak

GROUPS = "/adAccounts/512000001/adCampaignGroups"
ACCOUNT = "urn:li:sponsoredAccount:512000001"
CALLS = 10_000  # for each client
FAULTS = (
    {"status": 429, "probability": 0.05},
    {"status": 500, "probability": 0.04},
    {"status": 502, "probability": 0.03},
    {"status": 503, "probability": 0.02, "when": "after"},
    {"reset_connection": True, "probability": 0.02},
    {"reset_connection": True, "probability": 0.01, "when": "after"},
    {"truncate_body": 5, "probability": 0.02},
    {"delay": 0.01, "probability": 0.02},
)


class Ledger:
    """What a program believes: which reads were right, which writes were done or failed."""

    def __init__(self):
        self.done = []
        self.failed = []
        self.wrong_reads = []
        self.reads = 0
        self._numbers = itertools.count()

    def next_call(self, draw):
        """A call: its kind, method, arguments."""
        kind = draw.choice(("get", "finder", "batch_get", "create"))
        if kind == "create":
            name = f"group {next(self._numbers)}"
            return kind, (GROUPS, {"name": name, "account": ACCOUNT, "status": "DRAFT"})
        if kind == "get":
            return kind, ("/adAccounts/512000001",)
        if kind == "finder":
            return kind, ("/adAccounts", "search")
        return kind, ("/adAccounts", [512000001, 512000002, 7])

    def note(self, kind, arguments, response):
        if kind == "create":
            self.done.append(arguments[1]["name"])
            return
        self.reads += 1
        right = {
            "get": lambda: response.entity["name"] == "Lovelace Engines",
            "finder": lambda: len(response.elements) == 3,
            "batch_get": lambda: len(response.results) == 2 and response.error_for(7).status == 404,
        }[kind]
        if not right():
            self.wrong_reads.append((kind, response))

    def note_failure(self, kind, arguments, error):
        if kind == "create":
            self.failed.append(arguments[1]["name"])
        else:
            self.wrong_reads.append((kind, error))


@pytest.fixture
def sandbox():
    with Sandbox(kept_requests=10) as sandbox:
        for fault in FAULTS:
            sandbox.faults.add(**fault)
        yield sandbox


def options(sandbox):
    return {
        "base_url": sandbox.url,
        "access_token": sandbox.access_token(),
        "version_string": "202608",
        "raise_for_status": True,
        "retry": Retry(12, wait_initial=0.001, wait_max=0.01),
    }


def check(sandbox, ledger):
    """Hold what the program believes against what the sandbox has."""
    sandbox.faults.clear()
    client = RestliClient(**options(sandbox))
    there = collections.Counter()
    for start in itertools.count(0, 500):
        page = client.get_all(GROUPS, query_params={"start": start, "count": 500})
        there.update(group["name"] for group in page.elements)
        if not page.elements:
            break
    client.close()
    made = {name: count for name, count in there.items() if name.startswith("group ")}
    assert ledger.wrong_reads == []
    assert ledger.reads + len(ledger.done) + len(ledger.failed) == CALLS
    assert set(ledger.done).isdisjoint(ledger.failed)
    assert max(made.values()) == 1, "a write was done twice"
    assert set(ledger.done) <= set(made), "a write was lost"
    assert set(made) <= {*ledger.done, *ledger.failed}
    assert ledger.failed, "the faults never struck"


def test_ten_thousand_synchronous_calls_come_out_right(sandbox):
    ledger = Ledger()
    client = RestliClient(**options(sandbox))
    turns = iter(range(CALLS))
    lock = threading.Lock()

    def work(seed):
        draw = random.Random(seed)
        while True:
            with lock:
                if next(turns, None) is None:
                    return
                kind, arguments = ledger.next_call(draw)
            try:
                ledger.note(kind, arguments, getattr(client, kind)(*arguments))
            except (StatusError, TransportError) as error:
                ledger.note_failure(kind, arguments, error)

    threads = [threading.Thread(target=work, args=(seed,)) for seed in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    client.close()

    check(sandbox, ledger)


def test_ten_thousand_asynchronous_calls_come_out_right(sandbox):
    ledger = Ledger()
    turns = iter(range(CALLS))

    async def work(client, seed):
        draw = random.Random(seed)
        while next(turns, None) is not None:
            kind, arguments = ledger.next_call(draw)
            try:
                ledger.note(kind, arguments, await getattr(client, kind)(*arguments))
            except (StatusError, TransportError) as error:
                ledger.note_failure(kind, arguments, error)

    async def main():
        async with AsyncRestliClient(**options(sandbox)) as client:
            await asyncio.gather(*(work(client, seed) for seed in range(20)))

    asyncio.run(main())

    check(sandbox, ledger)
