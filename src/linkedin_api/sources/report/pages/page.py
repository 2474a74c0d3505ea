"""The report as one HTML file, which asks no host for anything.

What people wrote is in the file twice at most: as JSON, in which nothing ends its element, and
as text that the template escapes. The script of the page only ever sets text. A policy in the
file lets the browser run its two scripts, recognised by their hashes, and load nothing.
"""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import date
from importlib.resources import files
from typing import Any, Final

from bokeh.resources import Resources
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from linkedin_api.sources.report.pages.charts import BEFORE, CHARTS, chart_items
from linkedin_api.sources.report.pages.figures import Figures, Page
from linkedin_api.sources.report.pages.measures import FACETS, MEASURES

_TEMPLATES: Final = files("linkedin_api.sources.report") / "templates"
_ESCAPED: Final = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def html_of(figures: Figures, *, made: str, source: str) -> str:
    """Return the report.

    Args:
        figures: what it shows.
        made: when it was made, for people.
        source: the database and the dataset, for people.
    """
    environment = Environment(
        loader=PackageLoader("linkedin_api.sources.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    scripts = [_script(text) for text in _libraries()] if figures.pages else []
    return environment.get_template("pages.html").render(
        figures=figures,
        made=made,
        source=source,
        charts=CHARTS,
        facets=FACETS,
        style=Markup(_asset("frame.css")),  # noqa: S704 - our own file
        scripts=[Markup(script) for script in scripts],  # noqa: S704 - Bokeh and our own
        policy=_policy(scripts),
        data=Markup(as_json(document_of(figures))),  # noqa: S704 - escaped
        items=Markup(as_json(dict(chart_items()) if figures.pages else {})),  # noqa: S704 - escaped
    )


def as_json(value: Any) -> str:
    r"""Return JSON for an element of HTML, which no text in it can end.

    Example:
        >>> print(as_json("</script>"))
        "\u003c/script\u003e"
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.translate(_ESCAPED)


def document_of(figures: Figures) -> dict[str, Any]:
    """Return the figures as the script of the page reads them; days are counted from 1970."""
    return {
        "first": _day(figures.first),
        "days": figures.days,
        "since": _day(figures.since),
        "until": _day(figures.until),
        "pages": [_page(page) for page in figures.pages],
        "measures": {measure.key: measure.title for measure in MEASURES},
        "charts": [
            {
                "key": chart.key,
                "title": chart.title,
                "lines": [[line.key, line.title] for line in chart.lines],
                "alone": [[line.key, line.title] for line in chart.columns],
            }
            for chart in CHARTS
        ],
        "facets": [[facet.key, facet.title] for facet in FACETS],
        "before": BEFORE,
    }


def _day(day: date | None) -> int | None:
    return None if day is None else (day - date(1970, 1, 1)).days


def _page(page: Page) -> dict[str, Any]:
    return {
        "number": page.number,
        "name": page.name,
        "followers": page.followers,
        "series": page.series,
        "groups": {
            key: [[group.code, group.name, group.followers] for group in groups]
            for key, groups in page.groups.items()
        },
        "posts": [[post.urn, post.day, post.text, *post.counts] for post in page.posts],
    }


def _asset(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def _libraries() -> list[str]:
    """The scripts of the page: Bokeh's own, and ours."""
    bokeh = Resources(mode="inline", components=["bokeh"], log_level="error")
    return ["\n".join(bokeh.js_raw), _asset("pages.js")]


def _script(text: str) -> str:
    """The text of a script, as the browser reads it from a file."""
    return text.replace("\r\n", "\n").replace("</script", "<\\/script")


def _policy(scripts: list[str]) -> str:
    digests = [hashlib.sha256(script.encode()).digest() for script in scripts]
    hashes = " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
    return (
        f"default-src 'none'; script-src {hashes or chr(39) + 'none' + chr(39)};"
        " style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
