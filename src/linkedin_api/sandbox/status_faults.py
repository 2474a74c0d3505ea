"""Faults on the status page: those that are on, and the form that switches one on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from linkedin_api.sandbox.fault_book import FaultBook, FaultCount
from linkedin_api.sandbox.faults import EVERYTHING, Fault, Match
from linkedin_api.sandbox.page import Html, join, render
from linkedin_api.sandbox.redaction import shown

#: What can be switched on with a click; everything else is for programs.
SWITCHES: Final[Mapping[str, tuple[str, Fault]]] = MappingProxyType(
    {
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
)
_MOST_TIMES: Final = 1000


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
    told = {"": match.resource, "method ": match.method, "path ": match.path, "verb ": match.verb}
    return ", ".join(f"{name}{value}" for name, value in told.items() if value) or "every request"


def fault_form(*, admin: bool) -> Html:
    """Return the form that switches a fault on."""
    options = join(
        render("status_option", value=name, text=text) for name, (text, _) in SWITCHES.items()
    )
    why = Html("") if admin else render("status_disabled")
    return render("status_fault_form", options=options, disabled=_disabled(admin=admin), why=why)


def apply_form(form: Mapping[str, str], faults: FaultBook) -> bool:
    """Do what a button of the page says.

    Args:
        form: as sent.
        faults: switched on or off.

    Returns:
        Whether it was understood.
    """
    match form.get("action"):
        case "add_fault":
            return _add(form, faults)
        case "remove_fault":
            return faults.remove(_number(form.get("number", "")))
        case "clear_faults":
            faults.clear()
            return True
        case _:
            return False


def _add(form: Mapping[str, str], faults: FaultBook) -> bool:
    _, fault = SWITCHES.get(form.get("fault", ""), ("", None))
    times = _number(form.get("times", "1"))
    if fault is None or not 1 <= times <= _MOST_TIMES:
        return False
    resource = form.get("resource", "").strip()
    match = Match(resource=resource) if resource else EVERYTHING
    faults.put(replace(fault, match=match, times=times))
    return True


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else 0


def _disabled(*, admin: bool) -> Html:
    return Html("" if admin else "disabled")
