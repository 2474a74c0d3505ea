"""One file of a token that several processes share: one of them renews it."""

import asyncio
import errno
import hashlib
import json
import os
import threading

import pytest
import warm
from clients.least_calls import TOKEN_PATH, renewals

from linkedin_api import AsyncRestliClient, RestliClient
from linkedin_api.clients import file_lock
from linkedin_api.clients.auth.turn import Turn
from linkedin_api.sandbox import Match
from linkedin_api.tokens import FileStore, MemoryStore, RefreshToken, Token

PROGRAM = """
import asyncio, hashlib, json, os, sys
from linkedin_api import AsyncRestliClient, RestliClient
from linkedin_api.tokens import FileStore, RefreshToken

kind, path, url, client_id, client_secret = sys.argv[1:]
provider = RefreshToken(client_id, client_secret, store=FileStore(path), base_url=url)

async def call():
    async with AsyncRestliClient(base_url=url, access_token=provider) as client:
        answers = await asyncio.gather(*(client.get("/me") for _ in range(3)))
        return [answer.status_code for answer in answers]

print("ready", flush=True)
sys.stdin.readline()
if kind == "async":
    statuses = asyncio.run(call())
else:
    with RestliClient(base_url=url, access_token=provider) as client:
        statuses = [client.get("/me").status_code for _ in range(3)]
token = hashlib.sha256(provider.latest.access_token.encode()).hexdigest()
print(json.dumps([statuses, token]), flush=True)
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "token.json"


@pytest.fixture
def expired(sandbox):
    """A token that has ended, with a refresh token that has not."""
    return Token("old", sandbox.client_id, 0.0, 1.0, sandbox.refresh_token())


def provider_of(sandbox, store, **options):
    return RefreshToken(
        sandbox.client_id, sandbox.client_secret, store=store, base_url=sandbox.url, **options
    )


def held_up(sandbox):
    """Let the first who renews wait for ever; the event comes when they have asked."""
    asked = threading.Event()

    def is_first(request):
        if request.path != TOKEN_PATH or asked.is_set():
            return False
        asked.set()
        return True

    sandbox.faults.add(is_first, delay=3600)
    return asked


def started(kind, path, sandbox):
    given = [kind, str(path), sandbox.url, sandbox.client_id, sandbox.client_secret]
    process = warm.start("-c", PROGRAM, *given, stdin=True)
    assert process.stdout.readline() == "ready\n"
    return process


def hashed(token):
    """What the program prints of a token."""
    return hashlib.sha256(token.access_token.encode()).hexdigest()


def go(process):
    process.stdin.write("go\n")
    process.stdin.flush()


def test_eight_processes_with_an_expired_token_renew_it_once(sandbox, path, expired):
    FileStore(path).save(expired)
    sandbox.faults.add(Match(path=TOKEN_PATH), delay=0.3)
    processes = [started(kind, path, sandbox) for kind in ("sync", "async") * 4]
    for process in processes:
        go(process)
    ended = [json.loads(process.communicate()[0]) for process in processes]

    token = hashed(FileStore(path).load())
    assert ended == [[[200, 200, 200], token]] * 8
    assert renewals(sandbox) == 1


def test_a_process_that_is_killed_while_it_renews_does_not_block_others(sandbox, path, expired):
    FileStore(path).save(expired)
    asked = held_up(sandbox)
    first = started("sync", path, sandbox)
    go(first)
    asked.wait()
    assert FileStore(path).try_lock() is None
    others = [started(kind, path, sandbox) for kind in ("sync", "async")]
    for other in others:
        go(other)

    first.kill()
    first.communicate()

    assert [json.loads(other.communicate()[0])[0] for other in others] == [[200] * 3] * 2


def test_whoever_has_a_good_token_does_not_wait_for_the_one_who_renews(sandbox, path):
    first = RefreshToken(
        sandbox.client_id, sandbox.client_secret, sandbox.refresh_token(),
        store=FileStore(path), base_url=sandbox.url, clock=sandbox.clock.now,
    )  # fmt: skip
    old = first.token()
    sandbox.advance(days=55)
    release = FileStore(path).try_lock()

    assert first.token() == old
    assert renewals(sandbox) == 1
    release()
    sandbox.advance(minutes=1)
    assert first.token() != old


def test_one_that_hangs_while_it_holds_the_lock_is_given_up_for_lost(
    sandbox, path, expired, monkeypatch, caplog
):
    FileStore(path).save(expired)
    release = FileStore(path).try_lock()
    slept = []

    with RestliClient(
        base_url=sandbox.url, access_token=provider_of(sandbox, FileStore(path))
    ) as client:
        monkeypatch.setattr(client._transport, "sleep", slept.append)
        assert client.get("/me").status_code == 200

    assert sum(slept) == pytest.approx(120)
    assert "is still locked after 120 s" in caplog.text
    release()


def test_a_task_that_is_cancelled_while_it_renews_leaves_no_lock(sandbox, path, expired):
    FileStore(path).save(expired)
    asked = held_up(sandbox)
    provider = provider_of(sandbox, FileStore(path))

    async def cancelled():
        async with AsyncRestliClient(base_url=sandbox.url, access_token=provider) as client:
            task = asyncio.create_task(client.get("/me"))
            await asyncio.to_thread(asked.wait)
            assert FileStore(path).try_lock() is None
            task.cancel()
            await asyncio.wait([task])

    asyncio.run(cancelled())

    FileStore(path).try_lock()()


def test_a_turn_given_up_before_it_is_taken_is_not_taken(path):
    turn = Turn(FileStore(path).try_lock)
    turn.give_up()

    assert not turn.take()
    FileStore(path).try_lock()()


def test_a_store_without_a_lock_works_as_before(sandbox, expired):
    class Counting(MemoryStore):
        loads = 0

        def load(self):
            self.loads += 1
            return super().load()

    store = Counting(expired)

    assert provider_of(sandbox, store).token() == store.load().access_token
    assert store.loads == 3  # before it renews, before it saves, and here


def test_a_lock_has_one_holder_also_within_a_process(path):
    release = FileStore(path).try_lock()

    assert FileStore(path).try_lock() is None
    release()
    release()
    FileStore(path).try_lock()()


def test_a_lock_file_that_was_deleted_is_not_mistaken_for_the_new_one(path, monkeypatch):
    lock = path.with_name(".token.json.lock")
    real = file_lock._lock

    def lock_late(descriptor):
        if lock.exists() and not lock.read_bytes():
            lock.unlink()
        return real(descriptor)

    monkeypatch.setattr(file_lock, "_lock", lock_late)

    assert FileStore(path).try_lock() is None


@pytest.mark.parametrize("kind", ["ENOTSUP", "ENOSYS", "ENOLCK"])
def test_where_the_file_system_has_no_locks_everybody_may_renew(path, monkeypatch, kind):
    def refuse(*_):
        raise OSError(getattr(errno, kind), "no locks")

    monkeypatch.setattr(file_lock.fcntl, "flock", refuse)

    releases = [FileStore(path).try_lock() for _ in range(2)]
    for release in releases:
        release()


def test_a_stored_token_that_is_good_needs_no_lock(sandbox, path, monkeypatch):
    FileStore(path).save(Token("good", sandbox.client_id, 1.0, 4e9, "r"))
    monkeypatch.setattr(FileStore, "try_lock", pytest.fail)  # a folder may be only for reading

    assert provider_of(sandbox, FileStore(path)).token() == "good"


def test_a_lock_file_is_its_owners_alone(path):
    FileStore(path).try_lock()()

    assert path.with_name(".token.json.lock").stat().st_mode & 0o777 == 0o600


def test_a_child_that_is_forked_while_the_lock_is_held_does_not_hold_it(path):
    release = FileStore(path).try_lock()
    begun, begins = os.pipe()
    ended, ends = os.pipe()
    child = os.fork()
    if child == 0:  # pragma: no cover  another process
        os.close(ends)
        os.write(begins, b".")
        os.read(ended, 1)
        os._exit(0)
    try:
        os.read(begun, 1)
        assert FileStore(path).try_lock() is None
        release.__self__.after_fork()  # closes it as a death would, which unlocks nothing
        FileStore(path).try_lock()()
    finally:
        for descriptor in (ends, ended, begun, begins):
            os.close(descriptor)
        os.waitpid(child, 0)
