"""Applications, and the codes and tokens they hold; all lives are measured on the clock."""

from __future__ import annotations

import random
import string
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final, Literal, TypeVar

from linkedin_api.sandbox import refusals
from linkedin_api.sandbox.clock import Clock
from linkedin_api.sandbox.oauth.grants import GrantBook
from linkedin_api.sandbox.oauth.scopes import ALL_SCOPES
from linkedin_api.sandbox.protocol.problems import Refused

_DAY: Final = 24 * 3600
#: Seconds. All documented.
CODE_LIFE: Final = 30 * 60
MEMBER_TOKEN_LIFE: Final = 60 * _DAY
APPLICATION_TOKEN_LIFE: Final = 30 * 60
REFRESH_TOKEN_LIFE: Final = 365 * _DAY

_ALPHABET: Final = string.ascii_letters + string.digits + "-_"
_TOKEN_LENGTH: Final = 350
_KEPT: Final = 20_000

_T = TypeVar("_T")
Status = Literal["active", "expired", "revoked"]


@dataclass(frozen=True, slots=True)
class App:
    """An application registered with LinkedIn.

    Attributes:
        client_id: public.
        client_secret: secret.
        redirect_urls: where codes may be sent; queries in them do not count.
        client_credentials: whether it may request tokens of its own.
        refresh_tokens: whether its members' tokens come with a refresh token.
        native_pkce: whether it may use the endpoint for native clients.
        scopes: those it may request.
        name: what members see on the consent page.
    """

    client_id: str
    client_secret: str = field(repr=False)
    redirect_urls: tuple[str, ...] = ()
    client_credentials: bool = True
    refresh_tokens: bool = True
    native_pkce: bool = True
    scopes: frozenset[str] = ALL_SCOPES
    name: str = "An application under test"


@dataclass(frozen=True, slots=True)
class Token:
    """An access token or a refresh token. Times are seconds since 1970.

    Attributes:
        value: the secret.
        client_id: the application's.
        member: id of the person; `None` for an application's own token.
        scopes: what it allows.
        created: when it was made.
        expires: when it ends.
        authorized: when the member consented.
        signed_in: whether a member signed in for it; false for one that was made directly.
        revoked: whether it was revoked.
    """

    value: str = field(repr=False)
    client_id: str
    member: str | None
    scopes: frozenset[str]
    created: float
    expires: float
    authorized: float
    signed_in: bool = False
    revoked: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """An authorization code.

    Attributes:
        value: the secret.
        client_id: the application's.
        member: who consented.
        scopes: to what.
        redirect_uri: where it was sent.
        created: when, in seconds since 1970.
        authorized: when the member consented.
        challenge: PKCE challenge (S256), `None` without PKCE.
    """

    value: str = field(repr=False)
    client_id: str
    member: str
    scopes: frozenset[str]
    redirect_uri: str
    created: float
    authorized: float
    challenge: str | None = None


class TokenBook:
    """Every code, token and grant of a sandbox.

    Args:
        clock: the sandbox's time.
        seed: the same number gives the same secrets.

    Attributes:
        grants: what members have consented to.
    """

    def __init__(self, clock: Clock, seed: int = 0) -> None:
        self.clock = clock
        self.grants = GrantBook(clock, MEMBER_TOKEN_LIFE)
        self._random = random.Random(f"{seed} tokens")  # noqa: S311  # guards nothing real
        self._access: dict[str, Token] = {}
        self._refresh: dict[str, Token] = {}
        self._codes: dict[str, Code] = {}

    def mint(
        self,
        app: App,
        member: str | None,
        scopes: Iterable[str],
        *,
        seconds: float,
        refresh: bool = False,
        authorized: float | None = None,
        signed_in: bool = False,
    ) -> Token:
        """Make an access token or a refresh token.

        Args:
            app: whose.
            member: id of the person, `None` for the application's own.
            scopes: what it allows.
            seconds: its life.
            refresh: whether it is a refresh token.
            authorized: when the member consented; `None` for now.
            signed_in: whether a member signed in for it.
        """
        now = self.clock.now()
        token = Token(
            self._secret(), app.client_id, member, frozenset(scopes), now, now + seconds,
            now if authorized is None else authorized, signed_in,
        )  # fmt: skip
        _keep(self._refresh if refresh else self._access, token.value, token)
        return token

    def rotate(self, used: Token) -> Token:
        """Replace a refresh token, which ends; the next one ends when it would have ended."""
        self._refresh[used.value] = replace(used, revoked=True)
        token = replace(used, value=self._secret(), created=self.clock.now())
        _keep(self._refresh, token.value, token)
        return token

    def _secret(self) -> str:
        return "AQ" + "".join(self._random.choices(_ALPHABET, k=_TOKEN_LENGTH))

    def find(self, value: str) -> Token | None:
        """Return the access token, `None` if it is unknown."""
        return self._access.get(value)

    def find_refresh(self, value: str) -> Token | None:
        """Return the refresh token if it is active, else `None`."""
        token = self._refresh.get(value)
        return token if token is not None and self.status(token) == "active" else None

    def status(self, token: Token) -> Status:
        """Return whether the token is active, expired or revoked."""
        if token.revoked:
            return "revoked"
        return "active" if self.clock.now() < token.expires else "expired"

    def revoke(self, value: str) -> None:
        """Revoke an access token or a refresh token; unknown ones are ignored.

        The consent behind it ends too.
        """
        for book in (self._access, self._refresh):
            if value in book:
                token = book[value] = replace(book[value], revoked=True)
                self.grants.withdraw(token.client_id, token.member, token.scopes)

    def revoke_other_scopes(self, app: App, member: str, scopes: frozenset[str]) -> int:
        """Revoke a member's tokens that have another set of scopes (documented).

        Those that were made without a sign-in stay: a program that signs in must not end the
        token that a person was given when the sandbox started.

        Returns:
            How many were active before.
        """
        ended = 0
        for value, token in [*self._access.items(), *self._refresh.items()]:
            mine = (token.client_id, token.member) == (app.client_id, member)
            if mine and token.signed_in and token.scopes != scopes:
                ended += self.status(token) == "active"
                self.revoke(value)
        return ended

    def issue_code(
        self,
        app: App,
        member: str,
        scopes: Iterable[str],
        redirect_uri: str,
        challenge: str | None = None,
        *,
        authorized: float | None = None,
    ) -> Code:
        """Make an authorization code."""
        now = self.clock.now()
        code = Code(
            self._secret(), app.client_id, member, frozenset(scopes), redirect_uri,
            now, now if authorized is None else authorized, challenge,
        )  # fmt: skip
        _keep(self._codes, code.value, code)
        return code

    def find_code(self, value: str) -> Code | None:
        """Return a code that was not used, `None` if there is none."""
        return self._codes.get(value)

    def take_code(self, value: str) -> None:
        """Forget a code: it works once."""
        self._codes.pop(value, None)

    def newest(self, count: int) -> list[tuple[str, Token]]:
        """Return the newest tokens, newest first, each with what it is: access or refresh."""
        books = (("access", self._access), ("refresh", self._refresh))
        tokens = [(kind, token) for kind, book in books for token in list(book.values())[-count:]]
        return sorted(tokens, key=lambda pair: pair[1].created, reverse=True)[:count]

    def authenticate(self, header: str | None, in_query: str | None = None) -> Token:
        """Return the active token of a request.

        Args:
            header: `Authorization`; `None` if absent.
            in_query: the token that the query held; it counts if there is no header.

        Raises:
            Refused: 401; absent, of another scheme, unknown, revoked or expired.
        """
        scheme, _, value = (header or "").strip().partition(" ")
        if scheme and scheme.lower() != "bearer":
            raise Refused(refusals.UNKNOWN_SCHEME)
        value = value.strip() if scheme else (in_query or "").strip()
        if not value:
            raise Refused(refusals.EMPTY_TOKEN)
        token = self._access.get(value)
        if token is None:
            raise Refused(refusals.INVALID_TOKEN)
        status = self.status(token)
        if status != "active":
            raise Refused(_NOT_ACTIVE[status])
        return token


_NOT_ACTIVE: Final = {"revoked": refusals.REVOKED_TOKEN, "expired": refusals.EXPIRED_TOKEN}


def _keep(book: dict[str, _T], value: str, item: _T) -> None:
    """Add an item and drop the oldest: a sandbox may run for weeks."""
    book[value] = item
    if len(book) > _KEPT:
        del book[next(iter(book))]
