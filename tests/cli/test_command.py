import os
import re
import subprocess
import sys
import time

from click.testing import CliRunner

from linkedin_api.cli.commands import linkedin
from linkedin_api.cli.demo import STEPS
from linkedin_api.restli.methods import METHODS
from linkedin_api.version import __version__


def test_the_demo_shows_all_fourteen_methods_with_good_statuses():
    result = CliRunner().invoke(linkedin, ["demo"])

    assert result.exit_code == 0, result.output
    assert {step.method.upper() for step in STEPS} == set(METHODS)
    for step in STEPS:
        line = re.search(rf"^{step.method} .*$", result.output, re.MULTILINE)[0]
        assert re.search(r" 20[0-4]  \S", line), line
    assert re.search(r"^token +POST /oauth/v2/accessToken +200", result.output, re.MULTILINE)


def test_the_demo_shows_a_tunnelled_query_and_a_refusal():
    output = CliRunner().invoke(linkedin, ["demo"]).output

    assert re.search(r"^tunnelled +POST .* 200  600 ids, 10 found$", output, re.MULTILINE)
    assert re.search(r"^refused .* 401  INVALID_ACCESS_TOKEN", output, re.MULTILINE)


def test_the_demo_shows_no_token_and_no_secret():
    output = CliRunner().invoke(linkedin, ["demo"]).output

    assert not re.search(r"AQ[A-Za-z0-9_-]{20,}|WPL_", output)


def test_the_version_is_told():
    assert CliRunner().invoke(linkedin, ["--version"]).output.split()[-1] == __version__


def test_help_is_there_within_half_a_second():
    begun = time.perf_counter()
    shown = subprocess.check_output([sys.executable, "-m", "linkedin_api.cli", "-h"], text=True)

    assert "demo" in shown
    assert time.perf_counter() - begun < 0.5 * (4 if os.environ.get("CI") else 2)


def test_without_its_extra_the_command_says_what_to_install():
    code = "import sys; sys.modules['click'] = None\nfrom linkedin_api.cli import main\nmain()"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )

    assert result.returncode == 1
    assert 'pip install "linkedin-api-client[cli,sandbox]"' in result.stderr
