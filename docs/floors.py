"""Draw the floors of the package from the rule that `make check` enforces.

The comment `<!-- picture: floors -->` marks the place for the drawing and its legend.
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from tables import table

ROOT = Path(__file__).parents[1]
PACKAGE: Final = "linkedin_api."
_WIDTH, _HEIGHT, _GAP = 420, 34, 6
#: Boxes beside each other; more would be narrower than their names.
_MOST = 3


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Fill in the drawing; called by mkdocs."""
    return markdown.replace("<!-- picture: floors -->", f"{drawing()}\n\n{legend()}")


def floors() -> list[list[str]]:
    """Return the names of the modules on each floor, the highest first."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    return [[name.strip().removeprefix(PACKAGE) for name in layer.split("|")] for layer in layers]


def drawing() -> str:
    """Return the floors as a picture, one line of HTML."""
    found = [names for floor in floors() for names in _rows(floor)]
    boxes: list[str] = []
    for floor, names in enumerate(found):
        width = (_WIDTH - _GAP * (len(names) - 1)) / len(names)
        for place, name in enumerate(names):
            x, y = place * (width + _GAP), floor * (_HEIGHT + _GAP)
            boxes.append(
                f'<rect x="{x:.0f}" y="{y}" width="{width:.0f}" height="{_HEIGHT}" rx="4"'
                ' fill="none" stroke="currentColor"/>'
                f'<text x="{x + width / 2:.0f}" y="{y + 22}" text-anchor="middle"'
                f' font-size="14" fill="currentColor">{name}</text>'
            )
    height = len(found) * (_HEIGHT + _GAP)
    about = "The floors of the package, the highest first; the table below lists them"
    return (
        f'<svg viewBox="-1 -1 {_WIDTH + 2} {height}" role="img" aria-label="{about}"'
        f' style="width: min(100%, 28rem)">{"".join(boxes)}</svg>'
    )


def _rows(floor: list[str]) -> Iterator[list[str]]:
    """Give the boxes of a floor in rows that are about equally long."""
    rows = -(-len(floor) // _MOST)
    longest = -(-len(floor) // rows)
    yield from (floor[place : place + longest] for place in range(0, len(floor), longest))


def legend() -> str:
    """Return a table with what each module says about itself."""
    rows = [(f"`{name}`", _about(name)) for names in floors() for name in names]
    return table(("module", "what it is"), rows)


def _about(name: str) -> str:
    path = ROOT / "src" / "linkedin_api" / name
    source = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    text = ast.get_docstring(ast.parse(source.read_text())) or ""
    return " ".join(text.partition("\n\n")[0].split())
