"""Resource paths: templates with `{placeholders}`, filled with encoded keys."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from linkedin_api.argument_checks import check_kind
from linkedin_api.errors import InvalidArgumentError
from linkedin_api.hints import MistakeWarning, path_hint, written_hint
from linkedin_api.restli.keys import path_segment

_placeholder = re.compile(r"\{([^{}]*)\}")
_steps_up = re.compile(r"/(\.|%2e){1,2}(?=[/?]|$)", re.IGNORECASE).search
# HTTP libraries treat a `%` that does not start an escape differently.
_unfit_in_path = re.compile(r"[{}#\\]|[^\x21-\x7e]|%(?![0-9A-Fa-f]{2})").search


def fill_path(resource_path: str, path_keys: Mapping[str, Any] | None) -> str:
    """Fill in the keys of a path.

    Args:
        resource_path: starts with `/`; `{name}` is a placeholder and may repeat.
        path_keys: maps the name of each placeholder to its unencoded key.

    Raises:
        InvalidArgumentError: the path is malformed, a placeholder has no key, a key has no
            placeholder, or a key cannot be encoded; the message says which.

    Example:
        >>> fill_path("/adAccounts/{account}/posts/{post}", {"account": 7, "post": "urn:li:a:1"})
        '/adAccounts/7/posts/urn%3Ali%3Aa%3A1'
    """
    if not isinstance(resource_path, str) or not resource_path.startswith("/"):
        raise InvalidArgumentError(
            f"resource_path must start with '/', but is {resource_path!r}",
            hint=written_hint("resource_path", str(resource_path)),
        )
    check_kind(
        path_keys is None or isinstance(path_keys, Mapping), "path_keys", "a dict", path_keys
    )
    placeholders = _checked_placeholders(resource_path)
    if not placeholders and not path_keys:
        return resource_path
    keys = path_keys or {}
    _check_names(placeholders, set(keys), resource_path)
    segments = {name: _segment(name, key) for name, key in keys.items()}
    return _placeholder.sub(lambda match: segments[match[1]], resource_path)


@lru_cache(maxsize=256)  # programs use a few paths again and again
def _checked_placeholders(resource_path: str) -> frozenset[str]:
    if steps := _steps_up(resource_path):
        raise InvalidArgumentError(
            f"resource_path must not contain {steps[0]!r}, which changes it: {resource_path!r}"
        )
    if unfit := _unfit_in_path(_placeholder.sub("", resource_path)):
        raise InvalidArgumentError(
            f"resource_path must not contain {unfit[0]!r} outside a placeholder: {resource_path!r}"
        )
    if hint := path_hint(resource_path):
        from linkedin_api.program_lines import warn_program  # not for paths without a mistake

        warn_program(f"resource_path looks wrong: {hint}", MistakeWarning)
    return frozenset(_placeholder.findall(resource_path))


def _check_names(placeholders: frozenset[str], keys: set[str], resource_path: str) -> None:
    if missing := placeholders - keys:
        raise InvalidArgumentError(f"path_keys lacks {_list(missing)} for {resource_path!r}")
    if unused := keys - placeholders:
        raise InvalidArgumentError(
            f"path_keys has {_list(unused)}, but {resource_path!r} has no such placeholder"
        )


def _list(names: Iterable[str]) -> str:
    return ", ".join(sorted(map(repr, names)))


def _segment(name: str, key: Any) -> str:
    try:
        return path_segment(key)
    except InvalidArgumentError as error:
        raise InvalidArgumentError(f"path_keys[{name!r}]: {error}") from None
