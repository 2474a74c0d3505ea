"""The hints and warnings of the clients, in the words of the command line."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import click

from linkedin_api.assistants.redaction import Redactor

#: Returns a text without secrets of the environment, and without what looks like a secret: the
#: driver of a database may quote credentials.
redacted: Final = Redactor(lambda: (), shortest=6)
#: How the command line spells versions.
_VERSIONS: Final = (
    (r"version_string=None", "--api-version none"),
    (r"version_string='(\d+|YYYYMM)'", r"--api-version \1"),
)
#: How the command line spells what a program passes.
_SPELLINGS: Final = (
    (
        r"or a RefreshToken provider, which gets access tokens for it",
        "or set LINKEDIN_REFRESH_TOKEN instead, which gets access tokens for it",
    ),
    (
        r"use escape_little_text for text, little_text for text with mentions",
        "`linkedin post` escapes text for you",
    ),
    (r"as query_params", "with -p"),
    *_VERSIONS,
    (r"^(?:entity|action_params|patch_set_object) must be a dict", "--body must be a JSON object"),
    (r"^(?:entities|criteria|patch_set_objects) must be a list", "--body must be a JSON list"),
    (r"^ids and (?:entities|patches|patch_set_objects) must", "the keys and --body must"),
    (r"path_keys lacks", "-k lacks"),
    (r"path_keys has", "-k has"),
    (r"finder_name", "FINDER"),
    (r"resource_path", "the path"),
    (r"access_token", "the token"),
    (r"`paginate`", "--all"),
    (r"`finder`", "`linkedin api finder`"),
)


def as_typed(hint: str) -> str:
    """Return a hint for programs in the words of the command line.

    Example:
        >>> as_typed("posts is in the versioned API alone: pass version_string='202608'")
        'posts is in the versioned API alone: pass --api-version 202608'
    """
    return _spelled(hint, _SPELLINGS)


def message_as_typed(error: object) -> str:
    """Return the message of an error without secrets, with versions as they are typed.

    Example:
        >>> message_as_typed("426: use a newer one, such as version_string='202608'")
        '426: use a newer one, such as --api-version 202608'
    """
    return _spelled(redacted(str(error)), _VERSIONS)


def _spelled(text: str, spellings: Iterable[tuple[str, str]]) -> str:
    for pattern, spelling in spellings:
        text = re.sub(pattern, spelling, text)
    return text


@contextmanager
def mistakes_shown(*, is_sent: bool) -> Iterator[None]:
    """Print the warnings of the clients; Python's would show a line of source code.

    Args:
        is_sent: whether LinkedIn is asked. Then its error follows a mistake in the path, with the
            same hint, so only text that LinkedIn cuts without an error is warned about.
    """
    from linkedin_api.hints import MistakeWarning
    from linkedin_api.little_text import UnescapedTextWarning

    with warnings.catch_warnings():
        shown = warnings.showwarning
        warnings.simplefilter("ignore" if is_sent else "always", MistakeWarning)
        warnings.simplefilter("always", UnescapedTextWarning)

        def show(message: Any, category: type[Warning], *where: Any) -> None:
            if issubclass(category, MistakeWarning):
                click.echo(f"Warning: {as_typed(str(message))}", err=True)
            else:
                shown(message, category, *where)

        warnings.showwarning = show  # type: ignore[assignment]
        yield
