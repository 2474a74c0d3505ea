"""With `NO_COLOR`, nothing that the command shows on a terminal has a colour or bold type."""

import os
import re
import sys

import pytest

if os.name == "posix":
    import pexpect

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
_styles = re.compile(r"\x1b\[[0-9;]*m")


def shown(line, **environment):
    """Everything that a terminal gets."""
    terminal = pexpect.spawn(
        sys.executable, ["-m", "linkedin_api.cli", *line.split()],
        env={**os.environ, "TERM": "xterm-256color", **environment},
        dimensions=(40, 120), encoding="utf-8", timeout=60,
    )  # fmt: skip
    terminal.expect(pexpect.EOF)
    terminal.close()
    return terminal.before


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
