"""The page at `/`: the last requests, quotas and faults of a sandbox."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from linkedin_api.sandbox.admin.controls import Controls
from linkedin_api.sandbox.members import find_member
from linkedin_api.sandbox.oauth.consent import Authorization
from linkedin_api.sandbox.oauth.grants import Grant
from linkedin_api.sandbox.oauth.scopes import ALL_SCOPES
from linkedin_api.sandbox.oauth.tokens import Token
from linkedin_api.sandbox.quotas import Usage
from linkedin_api.sandbox.status.faults import fault_form, fault_row
from linkedin_api.sandbox.status.requests import request_row
from linkedin_api.sandbox.web.page import Html, join, render, whole_page
from linkedin_api.sandbox.web.redaction import masked

#: How many of each are shown.
_REQUESTS: Final = 50
_TOKENS: Final = 20
_QUOTAS: Final = 40
#: The page's choices of seconds between reloads.
_REFRESH: Final = 5
_LONGEST_REFRESH: Final = 3600
_UNITS: Final = (("d", 86_400), ("h", 3600), ("min", 60), ("s", 1))
#: Windows of quotas as people say them.
_WINDOWS: Final = {"day": "today", "minute": "this minute", "second": "this second"}
_TONES: Final = {"active": "good", "expired": "warn", "revoked": "bad"}


@dataclass(frozen=True, slots=True)
class StatusPage:
    """Shows a sandbox to a person."""

    authorization: Authorization
    controls: Controls

    def html(self, url: str, refresh: str = "") -> str:
        """Return the page.

        Args:
            url: where the sandbox answers.
            refresh: seconds after which it loads itself again, as text; anything that is
                not a number from 1 to 3600 means never.
        """
        seconds = _read_refresh(refresh)
        head = render("status_refresh", seconds=seconds) if seconds else Html("")
        main = render(
            "status",
            url=url,
            facts=self._facts(),
            refresh=_refresh_link(seconds),
            clock_form=render("status_clock_form") if self.controls.admin else "",
            requests=self._requests(),
            faults=self._faults(),
            fault_form=fault_form(admin=self.controls.admin),
            quotas=self._quotas(),
            tokens=self._tokens(),
            grants=self._grants(),
        )
        return whole_page("LinkedIn sandbox", "wide", main, head)

    def _facts(self) -> Html:
        clock = self.authorization.tokens.clock
        moved = duration(abs(clock.ahead)) if abs(clock.ahead) >= 1 else ""
        where = f" ({moved} {'ahead' if clock.ahead > 0 else 'behind'})" if moved else ""
        facts = (
            ("Clock", f"{clock.date_time():%Y-%m-%d %H:%M:%S} UTC{where}"),
            ("Consent", self.authorization.mode),
            ("Applications", ", ".join(self.authorization.apps)),
        )
        return join(render("status_fact", name=name, text=text) for name, text in facts)

    def _requests(self) -> Html:
        records = self.controls.journal.records()
        rows = [request_row(record) for record in records[: -_REQUESTS - 1 : -1]]
        return _table(
            "requests", ("Time", "Request", "Keys and parameters", "Status", "ms"), rows,
            "No requests yet.",
        )  # fmt: skip

    def _faults(self) -> Html:
        rows = [
            fault_row(count, admin=self.controls.admin) for count in self.controls.faults.list()
        ]
        return _table("faults", ("What goes wrong", "For", "So far", ""), rows, "No faults.")

    def _quotas(self) -> Html:
        now = self.authorization.tokens.clock.now()
        used = self.controls.quotas.list()
        rows = [_quota_row(each, duration(each.ends - now)) for each in used[:_QUOTAS]]
        heads = ("Resource", "Whose", "Used", "Left")
        return _table("quotas", heads, rows, "No calls yet.")

    def _tokens(self) -> Html:
        newest = self.authorization.tokens.newest(_TOKENS)
        rows = [self._token_row(kind, token) for kind, token in newest]
        return _table(
            "tokens", ("Token", "Member", "Scopes", "Status"), rows, "No token was made yet."
        )

    def _token_row(self, kind: str, token: Token) -> Html:
        tokens = self.authorization.tokens
        status, left = tokens.status(token), token.expires - tokens.clock.now()
        return render(
            "status_token",
            value=masked(token.value),
            kind=kind,
            app=token.client_id,
            member=find_member(token.member).name if token.member else "the application",
            scopes=_scopes(token.scopes),
            tone=_TONES[status],
            status=status,
            left=f"for {duration(left)}" if status == "active" else "",
        )

    def _grants(self) -> Html:
        grants = self.authorization.tokens.grants.records()
        rows = [self._grant_row(grant) for grant in grants[: -_TOKENS - 1 : -1]]
        return _table(
            "grants", ("Member", "Application", "Scopes", "Stands"), rows,
            "Nobody has consented to anything yet.",
        )  # fmt: skip

    def _grant_row(self, grant: Grant) -> Html:
        return render(
            "status_grant",
            member=find_member(grant.member).name,
            app=grant.client_id,
            scopes=_scopes(grant.scopes),
            left=duration(grant.expires - self.authorization.tokens.clock.now()),
        )


def duration(seconds: float) -> str:
    """Return a duration in its two largest units.

    Example:
        >>> duration(60 * 86_400 - 1), duration(61), duration(0.2)
        ('59 d 23 h', '1 min 1 s', '0 s')
    """
    left, parts = round(seconds), []
    for unit, size in _UNITS:
        count, left = divmod(left, size)
        if count:
            parts.append(f"{count} {unit}")
    return " ".join(parts[:2]) or "0 s"


def _quota_row(usage: Usage, ends: str) -> Html:
    whose = "application" if usage.member is None else find_member(usage.member).name
    return render(
        "status_quota",
        resource=usage.resource,
        whose=whose,
        client_id=usage.client_id,
        used=f"{usage.used:,}",
        left="no limit" if usage.left is None else f"{usage.left:,} of {usage.limit:,} left",
        tone="bad" if usage.left == 0 else "",
        window=_WINDOWS[usage.window],
        ends=ends,
    )


def _scopes(scopes: Iterable[str]) -> str:
    names = frozenset(scopes)
    return "all" if names >= ALL_SCOPES else " ".join(sorted(names)) or "none"


def _table(name: str, heads: Iterable[str], rows: list[Html], nothing: str) -> Html:
    if not rows:
        return render("status_nothing", text=nothing)
    columns = join(render("status_head", text=head) for head in heads)
    return render("status_table", name=name, heads=columns, rows=join(rows))


def _read_refresh(text: str) -> int:
    seconds = int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else 0
    return seconds if seconds <= _LONGEST_REFRESH else 0


def _refresh_link(seconds: int) -> Html:
    if seconds:
        return render("status_link", href="/", text=f"Stop reloading every {seconds} s")
    return render("status_link", href=f"/?refresh={_REFRESH}", text=f"Reload every {_REFRESH} s")
