"""Render docstring examples as code."""

from __future__ import annotations

import re
from typing import Any

from griffe import Extension, Object

_heading = re.compile(r"^Example:$", re.MULTILINE)


class Examples(Extension):
    """Renames the section to the name that mkdocstrings renders as code."""

    def on_object(self, *, obj: Object, **_: Any) -> None:
        """Rename the section; called by griffe."""
        if obj.docstring is not None:
            obj.docstring.value = _heading.sub("Examples:", obj.docstring.value)
