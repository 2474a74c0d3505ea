"""Faults on the status page: the active ones, and the form that adds one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from linkedin_api.sandbox.faults.book import FaultCount
from linkedin_api.sandbox.faults.fault import Fault, Match
from linkedin_api.sandbox.web.page import Html, join, render
from linkedin_api.sandbox.web.redaction import shown

#: Faults that a click can add; all others are for programs.
SWITCHES: Final[Mapping[str, tuple[str, Fault]]] = {
    "throttle": ("429 Too Many Requests", Fault(status=429)),
    "error": ("500 Internal Error", Fault(status=500)),
    "gateway": ("502 Bad Gateway, as a page", Fault(status=502)),
    "unavailable": ("503 Under maintenance", Fault(status=503)),
    "revoked": ("401, the token is revoked", Fault(status=401)),
    "version": ("426, the version is not active", Fault(status=426)),
    "late": ("2 seconds late", Fault(delay=2)),
    "cut": ("body cut short", Fault(truncate_body=10)),
    "reset": ("connection reset", Fault(reset_connection=True)),
}
#: How often a fault that is added by hand may strike.
MOST_TIMES: Final = 1000


def fault_row(count: FaultCount, *, admin: bool) -> Html:
    """Return a row of the table: what goes wrong, for whom, how often it did."""
    fault = count.fault
    of = "" if fault.times is None else f" of {fault.times}"
    chance = "" if fault.probability == 1 else f", {fault.probability:.0%} of them"
    return render(
        "status_fault",
        number=count.number,
        what=str(fault),
        match=shown(_meant(fault) + chance),
        struck=f"{count.struck}{of}",
        disabled=_disabled(admin=admin),
    )


def _meant(fault: Fault) -> str:
    match = fault.match
    if not isinstance(match, Match):
        return "what a function chooses"
    limits = {"": match.resource, "method ": match.method, "path ": match.path, "verb ": match.verb}
    return ", ".join(f"{name}{value}" for name, value in limits.items() if value) or "every request"


def fault_form(*, admin: bool) -> Html:
    """Return the form that adds a fault."""
    options = join(
        render("status_option", value=name, text=text) for name, (text, _) in SWITCHES.items()
    )
    why = Html("") if admin else render("status_disabled")
    return render(
        "status_fault_form",
        options=options,
        most=MOST_TIMES,
        disabled=_disabled(admin=admin),
        why=why,
    )


def _disabled(*, admin: bool) -> Html:
    return Html("" if admin else "disabled")
