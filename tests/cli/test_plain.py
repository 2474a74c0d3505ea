"""With `NO_COLOR`, nothing that the command shows on a terminal has a colour or bold type."""

import os
import re

import pytest

if os.name == "posix":
    from terminals import written_to_terminal

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
_styles = re.compile(r"\x1b\[[0-9;]*m")


def shown(line, **environment):
    """Everything that a terminal gets."""
    return written_to_terminal(line, 120, TERM="xterm-256color", **environment)[1]


@pytest.mark.parametrize(
    "line",
    [
        "api get /me --sandbox",
        "pages tables",
        pytest.param("pages sync --sandbox --tables posts", marks=pytest.mark.soak),
        pytest.param("demo", marks=pytest.mark.soak),
    ],
)
def test_no_color_is_plain(line):
    assert _styles.search(shown(line)), "it has styles without the variable"
    plain = shown(line, NO_COLOR="1")

    assert len(plain) > 10
    assert _styles.findall(plain) == []
