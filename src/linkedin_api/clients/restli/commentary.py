"""Warns of a post whose text LinkedIn would cut."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

#: The resource whose `commentary` is little text, and how the paths of its entities begin.
_POSTS: Final = "/posts"


def check_posts(resource_path: str, posts: Iterable[Any]) -> None:
    """Warn of text in posts, or in what is set in them, that LinkedIn would cut silently."""
    if not isinstance(resource_path, str) or not resource_path.startswith(_POSTS):
        return
    for post in posts:
        text = post.get("commentary") if isinstance(post, Mapping) else None
        if isinstance(text, str):
            _check(text)


def check_patches(resource_path: str, patches: Iterable[Any]) -> None:
    """Warn of such text in what patches set."""
    check_posts(
        resource_path, (patch.get("$set") for patch in patches if isinstance(patch, Mapping))
    )


def _check(text: str) -> None:
    import linkedin_api.little_text as markup  # only where posts are written

    if notice := markup.unescaped_notice(text):
        from linkedin_api.program_lines import warn_program

        warn_program(notice, markup.UnescapedTextWarning)
