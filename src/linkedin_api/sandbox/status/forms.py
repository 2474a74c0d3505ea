"""The buttons of the status page: reads, checks and executes their forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from linkedin_api.sandbox.admin.controls import Controls
from linkedin_api.sandbox.faults.fault import EVERYTHING, Match
from linkedin_api.sandbox.status.faults import MOST_TIMES, SWITCHES

Form = Mapping[str, str]

#: The path for the forms of the page.
FORM_PATH: Final = "/sandbox/form"
_MOST_DAYS: Final = 3660


def apply_form(form: Form, controls: Controls) -> bool:
    """Do the action of a button.

    Returns:
        Whether it was understood.
    """
    act = _ACTIONS.get(form.get("action", ""))
    return act is not None and act(form, controls)


def _add_fault(form: Form, controls: Controls) -> bool:
    _, fault = SWITCHES.get(form.get("fault", ""), ("", None))
    times = _number(form.get("times", "1"))
    if fault is None or not 1 <= times <= MOST_TIMES:
        return False
    resource = form.get("resource", "").strip()
    match = Match(resource=resource) if resource else EVERYTHING
    controls.faults.put(replace(fault, match=match, times=times))
    return True


def _remove_fault(form: Form, controls: Controls) -> bool:
    # It may be gone already: somebody may have been quicker.
    controls.faults.remove(_number(form.get("number", "")))
    return True


def _clear_faults(_form: Form, controls: Controls) -> bool:
    controls.faults.clear()
    return True


def _advance(form: Form, controls: Controls) -> bool:
    days = _number(form.get("days", ""))
    if not 1 <= days <= _MOST_DAYS:
        return False
    try:
        controls.clock.advance(days=days)
    except ValueError:  # the calendar ends
        return False
    return True


_ACTIONS: Final[Mapping[str, Callable[[Form, Controls], bool]]] = {
    "add_fault": _add_fault,
    "remove_fault": _remove_fault,
    "clear_faults": _clear_faults,
    "advance": _advance,
}


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else 0
