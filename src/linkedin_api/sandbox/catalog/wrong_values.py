"""Refusals of values in a body, as the versioned API words them."""

from __future__ import annotations

from typing import Any

from linkedin_api.sandbox.protocol.problems import Refused, input_error, invalid_inputs


def refused_input(path: str, code: str, text: str) -> Refused:
    """Return a 400 with one error, for the field at a path."""
    return Refused(invalid_inputs([input_error(code, path, text)]))


def wrong_value(path: str, value: Any, code: str = "INVALID_VALUE_FOR_FIELD") -> Refused:
    """Return a 400 for the value of a field."""
    return refused_input(path, code, f"{path} can't be set to {value}")
