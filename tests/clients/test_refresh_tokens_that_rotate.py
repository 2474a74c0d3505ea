"""Two processes with one store, whose authorization server replaces a used refresh token."""

import hashlib
import json

import pytest
import warm

from linkedin_api import RestliClient
from linkedin_api.errors import ConsentNeededError
from linkedin_api.sandbox import OAuthChoices, Sandbox
from linkedin_api.tokens import MemoryStore, RefreshToken, Token

KINDS = ["file", "keyring", "own"]


@pytest.fixture
def rotating():
    with Sandbox(oauth=OAuthChoices(rotate_refresh_tokens=True)) as sandbox:
        yield sandbox


@pytest.fixture
def start(tmp_path):
    """Starts a program that renews the token of a store, and halts where it is told to."""
    started = []

    def start(sandbox, kind, *halts, shell="sync"):
        program = Program(sandbox, kind, tmp_path / "token.json", shell, halts)
        started.append(program.process)
        return program

    yield start
    for process in started:
        process.kill()
        process.communicate()


class Program:
    """A program in a process of its own: `reached` where it halts, `go` lets it go on."""

    def __init__(self, sandbox, kind, path, shell, halts):
        app = (sandbox.client_id, sandbox.client_secret)
        given = [shell, kind, path, sandbox.url, *app, sandbox.clock.now(), *halts]
        self.process = warm.start("-m", "renewing_program", *map(str, given), stdin=True)

    def reached(self, place):
        assert self.process.stdout.readline() == f"{place}\n"

    def go(self):
        self.process.stdin.write("go\n")
        self.process.stdin.flush()

    def ended(self):
        """What it printed last: the status of its call, and a hash of the token it has now."""
        return json.loads(self.process.communicate()[0])


def keep_expired(sandbox, path):
    """Put into the store what every run begins with: a token to be renewed."""
    path.write_text(Token("old", sandbox.client_id, 0.0, 1.0, sandbox.refresh_token()).to_json())
    path.chmod(0o600)


def kept(path):
    """A hash of the token in the store."""
    token = Token.from_json(path.read_text())
    return hashlib.sha256(token.access_token.encode()).hexdigest()


@pytest.mark.parametrize(
    ("kind", "shell"),
    [
        *((kind, "sync") for kind in KINDS),
        ("file", "async"),
        *(pytest.param(kind, "async", marks=pytest.mark.soak) for kind in KINDS[1:]),
    ],
)
def test_whoever_comes_second_uses_the_token_of_the_first(rotating, start, tmp_path, kind, shell):
    keep_expired(rotating, tmp_path / "token.json")
    second = start(rotating, kind, "asking", shell=shell)
    second.reached("asking")  # it has looked into the store
    first = start(rotating, kind).ended()

    second.go()

    assert second.ended() == first == [200, kept(tmp_path / "token.json")]


@pytest.mark.parametrize("kind", KINDS)
def test_whoever_comes_second_waits_until_the_first_has_stored_it(rotating, start, tmp_path, kind):
    keep_expired(rotating, tmp_path / "token.json")
    second = start(rotating, kind, "asking", "waiting")
    second.reached("asking")
    first = start(rotating, kind, "answered")
    first.reached("answered")

    second.go()
    second.reached("waiting")  # it was refused, and the store has nothing new yet
    first.go()
    ended = first.ended()
    second.go()

    assert second.ended() == ended == [200, kept(tmp_path / "token.json")]


@pytest.mark.parametrize("kind", KINDS)
def test_the_token_that_ends_later_stays_although_another_is_written_last(
    sandbox, start, tmp_path, kind
):
    keep_expired(sandbox, tmp_path / "token.json")
    slow = start(sandbox, kind, "answered")
    slow.reached("answered")
    sandbox.advance(minutes=1)
    later = start(sandbox, kind).ended()

    slow.go()

    assert slow.ended() == later == [200, kept(tmp_path / "token.json")]


class EmptyStore(MemoryStore):
    """A store with a length, and nothing that counts for it."""

    def __len__(self):
        return 0


@pytest.mark.parametrize("kind", [MemoryStore, EmptyStore])
def test_a_consent_that_has_ended_is_reported_after_looks_into_the_store(rotating, kind):
    store = kind(Token("old", rotating.client_id, 0.0, 1.0, "ended long ago"))
    provider = RefreshToken(
        rotating.client_id, rotating.client_secret, store=store, base_url=rotating.url
    )
    slept = []

    with RestliClient(base_url=rotating.url, access_token=provider, sleep=slept.append) as client:
        for _ in range(2):  # the second time it is known at once
            with pytest.raises(ConsentNeededError, match="the member has to consent again"):
                client.get("/me")
            assert sum(slept) == pytest.approx(2)


def test_a_stored_token_that_has_ended_too_is_renewed_with_its_own_refresh_token(rotating):
    first = rotating.refresh_token()
    expired = Token("old", rotating.client_id, 0.0, 1.0, first)
    store = MemoryStore(expired)
    provider = RefreshToken(
        rotating.client_id, rotating.client_secret, store=store, base_url=rotating.url
    )
    with RestliClient(base_url=rotating.url, access_token=provider) as client:
        send = client._transport._send

        def overtaken(step):
            if store.load() is expired:
                rotated = rotating.tokens.rotate(rotating.tokens.find_refresh(first)).value
                store.save(Token("also old", rotating.client_id, 1.0, 2.0, rotated))
            return send(step)

        client._transport._send = overtaken
        assert client.get("/me").status_code == 200
    assert store.load() is provider.latest
