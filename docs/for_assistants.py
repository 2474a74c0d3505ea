"""Write the whole documentation for assistants: `llms.txt`, a list, and `llms-full.txt`, all pages.

See https://llmstxt.org for the form.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from mkdocs.structure.pages import Page

#: By the address of a page: its title, and its text as Markdown.
_pages: dict[str, tuple[str, str]] = {}
_invisible = re.compile(r"<!-- invisible-code-block.*?-->\n*", re.DOTALL)


def on_page_content(html: str, page: Page, **_: Any) -> str:
    """Keep the text of a page; called by mkdocs when all other hooks have filled it in."""
    _pages[page.url] = page.title or "", _invisible.sub("", page.markdown or "").strip()
    return html


def on_post_build(config: Any, **_: Any) -> None:
    """Write both files; called by mkdocs at the end."""
    site = Path(config.site_dir)
    head = f"# {config.site_name}\n\n> {config.site_description}\n"
    linked = [f"- [{title}]({url or 'index.html'})" for url, (title, _) in _pages.items()]
    (site / "llms.txt").write_text("\n".join([head, "## Pages\n", *linked, ""]))
    texts = [f"<!-- {url or 'index.html'} -->\n\n{text}\n" for url, (_, text) in _pages.items()]
    (site / "llms-full.txt").write_text("\n".join([head, *texts]))
