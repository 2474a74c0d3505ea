"""The bodies of refusals, as LinkedIn words them."""

from __future__ import annotations

from typing import Any


def _refused(message: str, path: str, code: str, text: str) -> dict[str, Any]:
    error = {"code": code, "description": text, "input": {"inputPath": {"fieldPath": path}}}
    return {
        "status": 400,
        "message": message,
        "errorDetailType": "com.linkedin.common.error.BadRequest",
        "errorDetails": {"inputErrors": [error]},
    }


def field_error(path: str, code: str, text: str) -> dict[str, Any]:
    """The refusal of a field in a body."""
    return {"code": code, **_refused(text, path, code, text)}


def invalid_param(
    name: str,
    code: str = "PARAM_INVALID",
    text: str = "Invalid value for param; wrong type or other syntax error",
) -> dict[str, Any]:
    """The refusal of a parameter."""
    text_of_all = "Invalid param. Please see errorDetails for more information."
    return _refused(text_of_all, name, code, text)
