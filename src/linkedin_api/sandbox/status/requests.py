"""One request on the status page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from http.client import responses
from typing import Final

from linkedin_api.sandbox.journal import RequestRecord
from linkedin_api.sandbox.members import find_member
from linkedin_api.sandbox.web.page import Html, join, render
from linkedin_api.sandbox.web.redaction import shown, shown_value

_KEYS: Final = 10
_PARAMS: Final = 20
_BODY: Final = 2000
#: Parameters that the row shows elsewhere.
_SHOWN_ELSEWHERE: Final = frozenset({"q", "bq", "action", "ids"})
#: By the first digit of the status.
_TONES: Final = {"2": "good", "3": "good", "4": "warn", "5": "bad", "0": "bad"}


def request_row(record: RequestRecord) -> Html:
    """Return a row of the table: time, call, input, result, duration."""
    return render(
        "status_request",
        time=f"{datetime.fromtimestamp(record.at, UTC):%H:%M:%S}",
        title=_title(record),
        line=shown(f"{record.verb} {record.path}"),
        notes=" · ".join(_notes(record)),
        inputs=_inputs(record),
        body=_body(record),
        tone=_TONES.get(str(record.status)[0], "warn"),
        status=record.status or "none",
        fault=render("status_struck", fault=record.fault) if record.fault else "",
        said=join(render("status_said", text=shown(text)) for text in _said(record)),
        ms=f"{record.ms:.1f}",
    )


def _title(record: RequestRecord) -> str:
    if record.method == "OAUTH":
        return record.path.rpartition("/")[2]
    parts = (record.resource, record.method, record.name)
    status = record.status
    reason = responses.get(status, f"status {status}") if status else "not answered"
    return shown(" ".join(filter(None, parts))) or f"refused: {reason}"


def _notes(record: RequestRecord) -> Iterator[str]:
    if record.member:
        yield find_member(record.member).name
    if record.version:
        yield record.version
    if record.tunnelled:
        yield "tunnelled"


def _said(record: RequestRecord) -> Iterator[str]:
    """Yield the sandbox's remarks about itself."""
    if record.lacks:
        yield f"the sandbox has no {record.lacks}"
    if record.note:
        yield record.note


def _inputs(record: RequestRecord) -> Html:
    pairs = [
        (shown(name), shown_value(name, value))
        for name, value in record.params.items()
        if name not in _SHOWN_ELSEWHERE
    ]
    if len(pairs) > _PARAMS:
        pairs[_PARAMS:] = [("…", f"and {len(pairs) - _PARAMS:,} more")]
    params = join(render("status_pair", kind="param", name=n, value=v) for n, v in pairs)
    return Html(_keys(record.keys) + params)


def _keys(keys: tuple[str, ...]) -> Html:
    if not keys:
        return Html("")
    more = f" and {len(keys) - _KEYS:,} more" if len(keys) > _KEYS else ""
    value = ", ".join(map(shown, keys[:_KEYS])) + more
    return render("status_pair", kind="key", name="key" if len(keys) == 1 else "keys", value=value)


def _body(record: RequestRecord) -> Html:
    if record.body is None or record.body == {}:
        return Html("")
    text = json.dumps(record.body, ensure_ascii=False, indent=2)
    return render("status_body", text=shown(text, _BODY))
