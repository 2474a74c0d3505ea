"""A program that makes one call, and renews the token of its store for it.

    renewing_program.py SHELL KIND PATH URL CLIENT_ID CLIENT_SECRET NOW [PLACE…]

It halts at each PLACE that is named, prints its name, and goes on when it gets a line: `asking` is
before it sends the request for a token, `answered` after the answer, `waiting` where it would wait.
"""

import asyncio
import errno
import hashlib
import json
import sys
from pathlib import Path
from types import ModuleType

from linkedin_api import AsyncRestliClient, RestliClient
from linkedin_api.clients import file_lock
from linkedin_api.tokens import FileStore, KeyringStore, RefreshToken, Token


class OwnStore:
    """A store of the user's own, such as a row of a database."""

    def __init__(self, path):
        self.path = Path(path)

    def load(self):
        return Token.from_json(self.path.read_text())

    def save(self, token):
        self.path.write_text(token.to_json())


def keyring(path):
    """A keyring that all processes share; as in many, nothing can be locked."""
    package, errors = ModuleType("keyring"), ModuleType("keyring.errors")
    errors.KeyringError = type("KeyringError", (Exception,), {})
    package.errors = errors
    package.get_password = lambda service, name: Path(path).read_text()
    package.set_password = lambda service, name, text: Path(path).write_text(text)
    sys.modules |= {"keyring": package, "keyring.errors": errors}
    return KeyringStore()


def file(path):
    """A file on a file system without locks."""

    def refuse(*_):
        raise OSError(errno.ENOTSUP, "no locks")

    file_lock.fcntl.flock = refuse
    return FileStore(path)


STORES = {"file": file, "keyring": keyring, "own": OwnStore}


def halter(places):
    """A function that halts the program at each of the places, once."""
    places = list(places)

    def halt(place):
        if place in places:
            places.remove(place)
            print(place, flush=True)
            sys.stdin.readline()

    return halt


def is_for_a_token(step):
    return step.request.url.endswith("/accessToken")


def call(url, provider, halt):
    with RestliClient(
        base_url=url, access_token=provider, sleep=lambda _: halt("waiting")
    ) as client:
        send = client._transport._send

        def halting(step):
            if not is_for_a_token(step):
                return send(step)
            halt("asking")
            outcome = send(step)
            halt("answered")
            return outcome

        client._transport._send = halting
        return client.get("/me").status_code


async def call_async(url, provider, halt):
    async with AsyncRestliClient(base_url=url, access_token=provider) as client:
        send = client._transport._send

        async def halting(step):
            if is_for_a_token(step):
                halt("asking")
            return await send(step)

        client._transport._send = halting
        return (await client.get("/me")).status_code


def main(shell, kind, path, url, client_id, client_secret, now, *places):
    provider = RefreshToken(
        client_id, client_secret, store=STORES[kind](path), base_url=url, clock=lambda: float(now)
    )
    given = (url, provider, halter(places))
    status = asyncio.run(call_async(*given)) if shell == "async" else call(*given)
    token = hashlib.sha256(provider.latest.access_token.encode()).hexdigest()
    print(json.dumps([status, token]), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
