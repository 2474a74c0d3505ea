"""HTML pages: templates beside this module, filled with text that is always escaped."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from string import Template
from typing import Final

#: A page loads nothing, runs nothing, is framed by nobody and is kept by no cache.
PAGE_HEADERS: Final[Mapping[str, str]] = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; "
    "img-src data:; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Html(str):
    """Text that is already HTML; `render` escapes all other text."""

    __slots__ = ()


def render(template: str, /, **values: object) -> Html:
    """Fill a template of the folder `templates`.

    Args:
        template: name of its file, without the ending.
        values: by placeholder; escaped unless they are `Html`.
    """
    return Html(_template(f"{template}.html").substitute({k: _safe(v) for k, v in values.items()}))


def join(parts: Iterable[Html]) -> Html:
    """Join pieces of HTML."""
    return Html("".join(parts))


def whole_page(title: str, kind: str, main: Html, head: Html = Html("")) -> str:  # noqa: B008
    """Return a whole page.

    Args:
        title: of the window.
        kind: class of its body, for the style sheet.
        main: what it shows.
        head: more for its head.
    """
    style = Html(_template("style.css").template)
    text = render("layout", title=title, kind=kind, main=main, head=head, style=style)
    # Half of a surrogate pair, which JSON can escape, has no bytes.
    return text.encode("utf-8", "replace").decode()


def _safe(value: object) -> str:
    return value if isinstance(value, Html) else html.escape(str(value))


@cache
def _template(name: str) -> Template:
    folder = files("linkedin_api.sandbox.web") / "templates"
    return Template((folder / name).read_text(encoding="utf-8"))
