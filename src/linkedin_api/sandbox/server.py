"""The sandbox as a server: its own thread, a free port on loopback, started and stopped."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections.abc import Iterable, Iterator
from datetime import datetime
from types import TracebackType
from typing import Any, Final, Self

from linkedin_api.sandbox.api import Api
from linkedin_api.sandbox.catalog import CATALOG, MEMBER
from linkedin_api.sandbox.clock import Clock
from linkedin_api.sandbox.journal import Journal, RequestRecord
from linkedin_api.sandbox.resource import Resource
from linkedin_api.sandbox.routing import build_tree
from linkedin_api.sandbox.store import Store
from linkedin_api.sandbox.tokens import ALL_SCOPES, MEMBER_TOKEN_LIFE, App, TokenBook
from linkedin_api.sandbox.versions import ACTIVE_MONTHS

_BACKLOG: Final = 4096
_START_SECONDS: Final = 10
_STOP_SECONDS: Final = 10

#: The application a sandbox has if it is not told another. The secret has characters
#: that a form must encode, as LinkedIn's own secrets have.
DEFAULT_APP: Final = App(
    client_id="86sandbox4cl1ent",
    client_secret="WPL_AP1.sandbox/+secret.MTIzNA==",  # noqa: S106  # opens nothing but this sandbox
    redirect_urls=(
        "http://localhost:3000/oauth",
        "http://localhost:8000/callback",
        "http://127.0.0.1:8000/callback",
        "https://example.com/callback",
    ),
)


class SandboxError(RuntimeError):
    """The sandbox cannot be started; the message says why."""


class Sandbox:
    """A LinkedIn on loopback.

    Starts when entered as a context manager (or by `start`), on a thread of its own.
    Several can run at once, and one can be started again after it was stopped; entities,
    tokens and time are kept in between.

    Args:
        port: 0 takes a free one.
        host: address to listen on.
        resources: what is served; the catalogue if not given.
        apps: registered applications, the first is the one `client_id` tells.
        seed: the same number gives the same entities and tokens.
        now: the moment to begin at, with a time zone; `None` for real time.
        versions: months that answer under `/rest`.
        kept_requests: how many requests `requests` remembers.

    Example:
        >>> with Sandbox() as sandbox:  # doctest: +SKIP
        ...     print(sandbox.url, sandbox.access_token(scopes="r_ads"))
    """

    def __init__(
        self,
        *,
        port: int = 0,
        host: str = "127.0.0.1",
        resources: Iterable[Resource] = CATALOG,
        apps: Iterable[App] = (DEFAULT_APP,),
        seed: int = 0,
        now: datetime | None = None,
        versions: Iterable[str] = ACTIVE_MONTHS,
        kept_requests: int = 500,
    ) -> None:
        self._host = host
        self._port = port
        self._apps = {app.client_id: app for app in apps}
        self.app = next(iter(self._apps.values()))
        self.clock = Clock(now)
        self.tokens = TokenBook(self.clock, seed)
        self._store = Store(seed)
        self._journal = Journal(kept_requests)
        self._api = Api(
            build_tree(resources), self._store, self.tokens, self.clock, self._journal,
            frozenset(versions),
        )  # fmt: skip
        self._running: _Running | None = None

    @property
    def url(self) -> str:
        """Where API and OAuth answer, such as `http://127.0.0.1:40123`.

        Raises:
            SandboxError: it is not running.
        """
        if self._running is None:
            raise SandboxError("the sandbox is not running: use `with Sandbox() as sandbox:`")
        return self._api.url

    @property
    def client_id(self) -> str:
        """Client id of the first application."""
        return self.app.client_id

    @property
    def client_secret(self) -> str:
        """Client secret of the first application."""
        return self.app.client_secret

    @property
    def redirect_url(self) -> str:
        """A redirect URL that the first application registered."""
        return self.app.redirect_urls[0]

    @property
    def requests(self) -> list[RequestRecord]:
        """The last requests, decoded, oldest first; a copy."""
        return self._journal.records()

    def access_token(
        self,
        scopes: str | Iterable[str] | None = None,
        *,
        member: str | None = MEMBER,
        expires_in: float = MEMBER_TOKEN_LIFE,
        app: App | None = None,
    ) -> str:
        """Make an access token directly, without OAuth; other tokens stay valid.

        Args:
            scopes: names, or one text with spaces or commas between; `None` for all.
            member: id of the person; `None` makes a token of the application itself.
            expires_in: life in seconds; 0 makes one that has expired.
            app: whose token; `None` for the first application.

        Returns:
            The token's text.
        """
        if isinstance(scopes, str):
            scopes = scopes.replace(",", " ").split()
        chosen = ALL_SCOPES if scopes is None else scopes
        return self.tokens.mint(app or self.app, member, chosen, seconds=expires_in).value

    def refresh_token(
        self, scopes: str | Iterable[str] | None = None, *, expires_in: float | None = None
    ) -> str:
        """Make a refresh token directly; arguments as those of `access_token`."""
        if isinstance(scopes, str):
            scopes = scopes.replace(",", " ").split()
        chosen = ALL_SCOPES if scopes is None else scopes
        if expires_in is None:
            return self.tokens.mint_refresh(self.app, MEMBER, chosen).value
        return self.tokens.mint_refresh(self.app, MEMBER, chosen, seconds=expires_in).value

    def authorization_code(
        self, scopes: str = "openid profile email", *, redirect_url: str | None = None
    ) -> str:
        """Make an authorization code directly, as if the member had just approved.

        Args:
            scopes: with spaces between.
            redirect_url: where it was sent; `None` for `redirect_url`.
        """
        url = redirect_url or self.redirect_url
        return self.tokens.issue_code(self.app, MEMBER, scopes.split(), url).value

    def revoke(self, token: str) -> None:
        """Take a token back, as a member can on LinkedIn's settings page."""
        self.tokens.revoke(token)

    def advance(
        self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0
    ) -> None:
        """Move the clock forward by the sum of the arguments."""
        self.clock.advance(days=days, hours=hours, minutes=minutes, seconds=seconds)

    def reset(self) -> None:
        """Forget all writes and requests; tokens and time stay."""
        self._store.reset()
        self._journal.clear()

    def start(self) -> Self:
        """Start serving; returns when requests are answered.

        Raises:
            SandboxError: it is running already, or the extra `sandbox` is not installed.
            OSError: the port is taken.
        """
        if self._running is not None:
            raise SandboxError("the sandbox is running already")
        app = _load_app(self._api, self._apps, self.tokens, self._journal)
        listener = _listen(self._host, self._port)
        host = f"[{self._host}]" if ":" in self._host else self._host
        self._api.url = f"http://{host}:{listener.getsockname()[1]}"
        self._running = _Running(app, listener)
        return self

    def stop(self) -> None:
        """Stop serving and free the port; does nothing if it is not running."""
        running, self._running = self._running, None
        if running is not None:
            running.stop()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def __repr__(self) -> str:
        where = self._api.url if self._running else "not running"
        return f"<Sandbox {where}>"


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named because asyncio turns Nagle's algorithm off only then; with it
    # on, every answer would wait 40 ms for an acknowledgement.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(_BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener


def _load_app(api: Api, apps: dict[str, App], tokens: TokenBook, journal: Journal) -> Any:
    """Import the server's libraries only now, so that importing the sandbox is cheap."""
    try:
        import httptools  # noqa: F401
        import uvicorn  # noqa: F401

        from linkedin_api.sandbox.app import SandboxApp
    except ModuleNotFoundError as error:
        raise SandboxError(
            f"the sandbox needs '{error.name}': pip install \"linkedin-api-client[sandbox]\""
        ) from error
    return SandboxApp(api, apps, tokens, MEMBER, journal)


class _Running:
    """A server at work on its own thread."""

    def __init__(self, app: Any, listener: socket.socket) -> None:
        self._listener = listener
        self._ready = threading.Event()
        self._server = _make_server(app, self._ready)
        self._thread = threading.Thread(target=self._serve, name="linkedin-sandbox", daemon=True)
        self._thread.start()
        if not self._ready.wait(_START_SECONDS):
            self.stop()
            raise SandboxError("the sandbox did not start")

    def _serve(self) -> None:
        with contextlib.closing(self._listener):
            self._server.run(sockets=[self._listener])

    def stop(self) -> None:
        self._server.ask_to_stop()
        self._thread.join(_STOP_SECONDS)


def _make_server(app: Any, ready: threading.Event) -> Any:
    import uvicorn

    class Server(uvicorn.Server):
        """Tells when it is ready, and stops as soon as it is asked."""

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            self._loop = asyncio.get_running_loop()
            self._asked = asyncio.Event()
            await super().startup(sockets)
            ready.set()

        async def main_loop(self) -> None:
            ticks = 0
            while not await self.on_tick(ticks):
                ticks += 1
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._asked.wait(), 0.1)

        def ask_to_stop(self) -> None:
            self.should_exit = True
            with contextlib.suppress(RuntimeError):  # the loop may be closed already
                self._loop.call_soon_threadsafe(self._asked.set)

        @contextlib.contextmanager
        def capture_signals(self) -> Iterator[None]:
            # Signals belong to the program that uses the sandbox.
            yield

    config = uvicorn.Config(
        app, http="httptools", ws="none", lifespan="off", loop="asyncio", log_config=None,
        access_log=False, server_header=False, timeout_keep_alive=75,
        timeout_graceful_shutdown=1, backlog=_BACKLOG, proxy_headers=False,
    )  # fmt: skip
    return Server(config)
