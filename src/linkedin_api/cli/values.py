"""`linkedin encode`, `decode` and `urn`: one value of Rest.li at a time."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from linkedin_api import restli
from linkedin_api.cli.api.answers import print_document
from linkedin_api.cli.output import Grid, show
from linkedin_api.cli.parameters import read_from_command_line, read_json


def encode(typed: Mapping[str, Any]) -> None:
    """Encode a value."""
    text = _given(typed)
    parsed: Any = read_json(text, "VALUE") if text[:1] in ("{", "[", '"') else text
    encoded = restli.reduced_encode(parsed) if typed["reduced"] else restli.encode(parsed)
    show(typed, {"encoded": encoded}, encoded)


def decode(typed: Mapping[str, Any]) -> None:
    """Decode a value; what is printed is always JSON."""
    text = _given(typed)
    with read_from_command_line():
        decoded = restli.reduced_decode(text) if typed["reduced"] else restli.decode(text)
    print_document(decoded)


def urn(typed: Mapping[str, Any]) -> None:
    """Show a URN."""
    with read_from_command_line():
        parsed = restli.Urn.parse(_given(typed))
    document = {
        "urn": str(parsed),
        "namespace": parsed.namespace,
        "type": parsed.type,
        "id": parsed.id,
        "parts": list(map(str, parsed.parts)),
        "encoded": restli.encode(parsed),
    }
    rows = [
        (name, held if isinstance(held, str) else ", ".join(held))
        for name, held in document.items()
    ]
    show(typed, document, Grid(("part", "value"), rows))


def _given(typed: Mapping[str, Any]) -> str:
    value: str = typed["value"]
    return sys.stdin.read().removesuffix("\n") if value == "-" else value
