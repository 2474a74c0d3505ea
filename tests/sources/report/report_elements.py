"""What is in the HTML of a report."""

from __future__ import annotations

from html.parser import HTMLParser

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\u2028 \"'&amp;{{7*7}}"
_LOADING = {"src", "srcset", "data", "action", "poster"}


class Reader(HTMLParser):
    """Notes the elements of a page, and the text of its scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def what_it_loads(page: str) -> list[str | None]:
    """The addresses that a page loads, with those of its styles."""
    assert "@import" not in page.partition("<script")[0]
    return [
        value
        for tag, attributes in Reader(page).elements
        for name, value in attributes.items()
        if name in _LOADING or (tag, name) == ("link", "href")
    ]


def policy_of(page: str) -> str:
    """What the page lets the browser do."""
    (policy,) = (
        attributes["content"] for _, attributes in Reader(page).elements
        if attributes.get("http-equiv") == "Content-Security-Policy"
    )  # fmt: skip
    return policy or ""
