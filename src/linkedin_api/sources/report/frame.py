"""The frame of reports: one HTML file, which asks no host for anything.

What people wrote is in the file twice at most: as JSON, in which nothing ends its element, and
as text that the template escapes. The script of the page only ever sets text. A policy in the
file lets the browser run its two scripts, recognised by their hashes, and load nothing.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any, Final

from bokeh.resources import Resources
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

_TEMPLATES: Final = files("linkedin_api.sources.report") / "templates"
_ESCAPED: Final = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def framed(
    name: str, document: Mapping[str, Any] | None, items: Mapping[str, Any], **shown: Any
) -> str:
    """Return a report.

    Args:
        name: of its template and its script.
        document: its figures, as its script reads them; `None` if there are none.
        items: its charts, as JSON for Bokeh's script.
        shown: what the template shows.
    """
    environment = Environment(
        loader=PackageLoader("linkedin_api.sources.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    scripts = [] if document is None else [_script(text) for text in (_bokeh(), _own(name))]
    return environment.get_template(f"{name}.html").render(
        has_figures=document is not None,
        style=Markup(_asset("frame.css")),  # noqa: S704 - our own file
        scripts=[Markup(script) for script in scripts],  # noqa: S704 - Bokeh and our own
        policy=_policy(scripts),
        data=Markup(as_json(document)),  # noqa: S704 - escaped
        items=Markup(as_json(dict(items))),  # noqa: S704 - escaped
        **shown,
    )


def as_json(value: Any) -> str:
    r"""Return JSON for an element of HTML, which no text in it can end.

    Example:
        >>> print(as_json("</script>"))
        "\u003c/script\u003e"
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.translate(_ESCAPED)


def _asset(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def _bokeh() -> str:
    bokeh = Resources(mode="inline", components=["bokeh"], log_level="error")
    return "\n".join(bokeh.js_raw)


def _own(name: str) -> str:
    """Our script: what all reports need, and what this one shows, with names of their own."""
    return f'"use strict";\n(() => {{\n{_asset("frame.js")}\n{_asset(f"{name}.js")}}})();\n'


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
