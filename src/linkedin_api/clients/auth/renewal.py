"""Renew tokens in time and only once: the decision and the steps, without I/O.

A caller that needs a token calls `Renewal.steps`. While the token is fresh, all callers use it.
When it is stale, the first caller renews it and the others keep using it. When it has expired, the
others wait for the first. Waiting is a step, so threads and tasks of any loop can wait for each
other. The lock is held only while deciding, never while sending.
"""

from __future__ import annotations

import logging
import math
import time
from abc import abstractmethod
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from threading import RLock
from typing import Any, ClassVar, Final, Literal, NamedTuple, TypeVar

from linkedin_api.argument_checks import check, check_kind, filled
from linkedin_api.clients.auth.grants import Application
from linkedin_api.clients.auth.response import AccessToken2LResponse
from linkedin_api.clients.auth.stores import TokenStore
from linkedin_api.clients.auth.token import State, Token
from linkedin_api.clients.auth.token_provider import TokenProvider
from linkedin_api.clients.auth.turn import Turn
from linkedin_api.clients.configuration import OAUTH_URL, OAUTH_URL_VARIABLE, resolve_base_url
from linkedin_api.clients.exchange.conduct import FRESH_TOKEN_SECONDS, Conduct
from linkedin_api.clients.exchange.events import Observer
from linkedin_api.clients.exchange.loop import exchange
from linkedin_api.clients.exchange.retry import DEFAULT_RETRY, Retry
from linkedin_api.clients.exchange.steps import Join, Steps, Wait, Work
from linkedin_api.clients.exchange.task import Task
from linkedin_api.clients.forking import renew_in_children
from linkedin_api.clients.limits import is_number
from linkedin_api.errors import InvalidArgumentError, TokenReason

T = TypeVar("T")
OnChange = Callable[[Token], object]
Move = Literal["use", "renew", "wait"]

#: Seconds between attempts at early renewal, after one has failed.
_REST: Final = 60.0
#: Seconds after which a renewal that hangs is abandoned and another caller takes over.
_LOST: Final = 120.0
#: Seconds between looks into the store for a token that another process renews.
LOOK_SECONDS: Final = 0.1
_LOOKS: Final = round(_LOST / LOOK_SECONDS)
#: Seconds for which a valid token is used without checking while another process renews it.
_OTHERS_TURN: Final = 1.0

logger: Final = logging.getLogger("linkedin_api")


def next_move(state: State, *, busy: bool, resting: bool) -> Move:
    """What a caller that needs a token does next.

    Args:
        state: the state of the current token.
        busy: whether another caller is renewing it.
        resting: whether renewing it failed a moment ago.
    """
    if state == "fresh":
        return "use"
    if state == "stale":
        return "use" if busy or resting else "renew"
    return "wait" if busy else "renew"


#: The result of a renewal: its exception, or `None` if it succeeded.
_End = Future[Exception | None]


class _Flight(NamedTuple):
    """A renewal under way: its result, and whether this caller performs it."""

    end: _End
    is_ours: bool


class Renewal(TokenProvider):
    """A provider that gets its tokens from LinkedIn's authorization server.

    Its arguments are those of `ClientCredentials`. With the default clock, setting the machine's
    clock back is harmless, since elapsed time comes from a monotonic clock.
    """

    _response_type: type[AccessToken2LResponse[Any]] = AccessToken2LResponse
    #: What copies and pickles contain; they leave out the current token.
    made_with: ClassVar[tuple[str, ...]] = (
        "_app",
        "_store",
        "_early",
        "_on_change",
        "_conduct",
        "_clock",
    )

    def __init__(
        self,
        client_id: str,
        client_secret: str,
        *,
        store: TokenStore | None = None,
        base_url: str | None = None,
        early: float | None = None,
        on_change: OnChange | None = None,
        retry: Retry = DEFAULT_RETRY,
        observer: Observer | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        url = resolve_base_url(base_url, OAUTH_URL_VARIABLE, OAUTH_URL)
        self._app = Application(url, client_id, filled("client_secret", client_secret))
        is_lead = early is None or (is_number(early) and early >= 0)
        check(is_lead, "early", "a non-negative number of seconds or None", early)
        is_function = on_change is None or callable(on_change)
        check_kind(is_function, "on_change", "a function or None", on_change)
        methods = (getattr(store, name, None) for name in ("load", "save"))
        if store is not None and not all(map(callable, methods)):
            kind = type(store).__name__
            raise InvalidArgumentError(
                f"store must have load() and save(token), which {kind} lacks"
            )
        self._store = store
        self._early = early
        self._on_change = on_change
        # A custom clock is used for both the time of day and elapsed time.
        elapsed = time.monotonic if clock is time.time else clock
        self._conduct = Conduct(retry, raise_for_status=True, observer=observer, clock=elapsed)
        self._clock = clock
        self._begin()

    def _begin(self) -> None:
        """Start without a token."""
        self.after_fork()
        renew_in_children(self)
        self._token: Token | None = None
        self._refused = ""
        self._resting_until = -math.inf

    def after_fork(self) -> None:
        """Create a new lock: a thread of the parent may hold the old one or be renewing."""
        # A task may be garbage-collected, and end here, while its thread decides.
        self._lock = RLock()
        self._flight: _End | None = None

    def __getstate__(self) -> dict[str, Any]:
        return {name: vars(self)[name] for name in self.made_with}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state)
        self._begin()

    @property
    def latest(self) -> Token | None:
        """The current token; `None` before the first use."""
        return self._token

    @property
    def known_scopes(self) -> tuple[str, ...]:
        """The scopes of the current token; empty before the first use."""
        token = self._token
        return () if token is None else token.scopes

    def steps(self) -> Steps[str]:
        """Get a valid token, and renew it if necessary."""
        while True:
            chosen = self._choose()
            token = chosen if isinstance(chosen, Token) else (yield from self._fly(chosen))
            if token is not None:
                self._watch(token)
                return token.access_token

    def refuse(self, token: str, reason: TokenReason) -> bool:
        """Drop a token that LinkedIn refused, unless it has been replaced already.

        A new token that is called revoked is kept: some of LinkedIn's servers may not know
        it yet.
        """
        with self._lock:
            held = self._token
            if held is None or held.access_token != token:
                return True
            age = self._clock() - held.issued_at
            if reason == "revoked" and 0 <= age < FRESH_TOKEN_SECONDS:
                return False
            self._refused = token
            return True

    @abstractmethod
    def _task(self) -> Task:
        """The request to the authorization server."""

    @abstractmethod
    def _accepts(self, kept: Token) -> bool:
        """Whether a stored token belongs to this provider."""

    def _watch(self, token: Token) -> None:
        """Check a token that is about to be used."""

    def _choose(self) -> Token | _Flight:
        """Decide: a token to use, a renewal to wait for, or one to perform."""
        with self._lock:
            now = self._clock()
            busy = self._flight is not None
            resting = self._conduct.clock() < self._resting_until
            move = next_move(self._state(now), busy=busy, resting=resting)
            if move == "use" and self._token is not None:
                return self._token
            if self._flight is None:
                self._flight = Future()
                self._flight.set_running_or_notify_cancel()  # so that no waiter can cancel it
            return _Flight(self._flight, move == "renew")

    def _state(self, now: float) -> State:
        token = self._token
        if token is None or token.access_token == self._refused:
            return "expired"
        return token.state(now, self._early)

    def _renew(self, end: _End) -> Steps[Token | None]:
        """Renew the token, and pass the result to waiting callers; `None` if unnecessary."""
        failure, renewed = None, None
        try:
            renewed = yield from self._renewed()
        except Exception as error:
            if self._state(self._clock()) == "expired":
                failure = error
                raise
            self._resting_until = self._conduct.clock() + _REST
            logger.warning("the token cannot be renewed but is still valid: %s", error)
        finally:  # also if this caller is cancelled; then another one renews
            self._land(end, failure)
        if renewed is not None and self._on_change is not None:
            yield from _work(partial(self._on_change, renewed))
        return renewed

    def _fly(self, flight: _Flight) -> Steps[Token | None]:
        """Perform a renewal, or wait for another caller's and fail if it fails.

        A token that this caller renewed is used even if it expires at once; otherwise renewing
        would never end.
        """
        if flight.is_ours:
            return (yield from self._renew(flight.end))
        failure = yield Join(flight.end, _LOST)
        if failure is not None:
            raise failure
        self._land(flight.end)  # it is still pending if it took too long
        return None

    def _renewed(self) -> Steps[Token | None]:
        """Get and store a new token; `None` if another process has renewed it or is doing so."""
        if self._store is None:
            return (yield from self._new())
        if (yield from self._found()):
            return None
        try_lock = getattr(self._store, "try_lock", None)
        if try_lock is None:
            return (yield from self._new())
        turn = Turn(try_lock)
        try:
            if not (yield from self._waited_for(turn)):
                return None
            token = yield from self._new()
            yield from _work(turn.give_up)
            return token
        finally:
            turn.give_up()

    def _waited_for(self, turn: Turn) -> Steps[bool]:
        """Wait for the turn to renew; returns whether renewing is still necessary.

        A token that is still valid is used while another process renews it. A process that
        hangs is abandoned after a while.
        """
        for _ in range(_LOOKS):
            is_ours = yield from _work(turn.take)
            if (yield from self._found()):
                return False
            if is_ours:
                return True
            if self._state(self._clock()) != "expired":
                self._resting_until = self._conduct.clock() + _OTHERS_TURN
                return False
            yield Wait(LOOK_SECONDS)
        logger.warning(
            "%r is still locked after %d s: renewing the token without the lock", self._store, _LOST
        )
        return True

    def _found(self) -> Steps[bool]:
        """Look into the store; returns whether its token makes renewal unnecessary."""
        kept = None if self._store is None else (yield from _work(self._store.load))
        with self._lock:
            if kept is not None and self._is_newer(kept, self._token):
                self._token = kept
            return kept is not None and self._state(self._clock()) == "fresh"

    def _new(self) -> Steps[Token | None]:
        """Get a new token and store it; `None` if the store has one that ends later."""
        replaced = self._token
        response = yield from exchange(self._task(), self._conduct, self._response_type)
        token = self._token_of(response, replaced)
        kept = yield from _work(partial(self._keep, token, replaced))
        with self._lock:
            self._token = kept
            self._resting_until = -math.inf
        if kept is not token:
            return None
        logger.info("new access token for client %s", token.client_id)
        return token

    def _token_of(self, response: AccessToken2LResponse, replaced: Token | None) -> Token:
        return Token.from_response(
            response, self._app.client_id, replacing=replaced, now=self._clock()
        )

    def _is_newer(self, kept: Token, held: Token | None) -> bool:
        """Whether a stored token takes the place of the one that is held."""
        return self._accepts(kept) and (held is None or kept.issued_at > held.issued_at)

    def _keep(self, token: Token, replaced: Token | None) -> Token:
        """Store a token before it is used; returns the stored one.

        Meanwhile another process may have replaced the same token, with one that ends later.
        """
        if self._store is None:
            return token
        kept = self._store.load()
        if kept is not None and self._is_newer(kept, replaced) and _end(kept) > _end(token):
            return kept
        self._store.save(token)
        return token

    def _land(self, end: _End, failure: Exception | None = None) -> None:
        """End a renewal: waiting callers check again, or fail with its exception."""
        with self._lock:
            if self._flight is end:
                self._flight = None
            if not end.done():
                end.set_result(failure)

    def __repr__(self) -> str:
        if not hasattr(self, "_token"):  # in tracebacks of its constructor
            return f"<{type(self).__name__} unfinished>"
        state = self._state(self._clock()) if self._token else "no token yet"
        return f"<{type(self).__name__} client_id={self._app.client_id!r}, {state}>"


def _end(token: Token) -> float:
    return math.inf if token.expires_at is None else token.expires_at


def _work(do: Callable[[], T]) -> Steps[T]:
    """Call a function that may block, as a step; its exceptions are raised here."""
    result, error = yield Work(partial(_caught, do))
    if error is not None:
        raise error
    return result  # type: ignore[no-any-return]


def _caught(do: Callable[[], T]) -> tuple[T | None, Exception | None]:
    try:
        return do(), None
    except Exception as error:  # noqa: BLE001  raised again where it is awaited
        return None, error
