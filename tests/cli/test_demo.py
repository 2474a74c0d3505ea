"""`linkedin demo`: what it prints and what it leaves."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from absent_modules import forget

from linkedin_api.cli.demo import STEPS
from linkedin_api.cli.demo_tables import FILE, QUERY, REPORT, TABLES
from linkedin_api.cli.run import run
from linkedin_api.restli.methods import METHODS


class Shown:
    """Lines of a demo."""

    def __init__(self):
        self.lines = []

    @property
    def text(self):
        return "\n".join(self.lines)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def shown(folder):
    """One demo, for all who look at it."""
    from linkedin_api.cli.demo import run_demo

    shown = Shown()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        run_demo(shown.lines.append)
    return shown


def test_it_shows_all_fourteen_methods_with_good_statuses(shown):
    assert {step.method.upper() for step in STEPS} == set(METHODS)
    for method in ("token", *(step.method for step in STEPS)):
        line = next(
            line for line in shown.lines if re.sub(r"\x1b\[\d*m", "", line).split()[:1] == [method]
        )
        assert re.search(r"20[0-4]\x1b\[0m  \S", line), line


def test_it_shows_a_tunnelled_query_and_a_refusal(shown):
    assert "600 ids, 10 found" in shown.text
    assert "INVALID_ACCESS_TOKEN" in shown.text


def test_it_shows_no_token_and_no_secret(shown):
    assert not re.search(r"AQ[A-Za-z0-9_-]{20,}|WPL_", shown.text)


def test_it_leaves_a_file_with_real_tables_and_says_where(shown, folder):
    with duckdb.connect(str(folder / FILE), read_only=True) as connection:
        counts = {
            table: connection.sql(f"SELECT count(*) FROM linkedin_pages.{table}").fetchall()[0][0]
            for table in TABLES
        }

    assert {*counts.values()} == {10, 3630, counts["posts"]}
    assert counts["posts"] == counts["post_statistics"] > 1000
    assert str(FILE) in shown.text
    assert {path.name for path in folder.iterdir()} == {FILE.name, REPORT.name}


def test_it_leaves_a_report_that_lacks_nothing_and_says_where(shown, folder):
    page = (folder / REPORT).read_text()

    assert "Jacquard Looms" in page
    assert "no table" not in page
    assert f"Report:  {REPORT}" in shown.text


def test_it_ends_with_what_it_did_and_what_each_part_cost(shown):
    """The calls that it says are those that it listed."""
    listed = [int(number) for number in re.findall(r"(?m)^[a-z_]+ +[\d,]+ +(\d+)$", shown.text)]
    (said,) = re.findall(r"^Cost:    17 calls, and (\d+) for the tables$", shown.text, re.MULTILINE)

    assert sum(listed) == int(said)
    assert f"Done:    14 methods, {len(TABLES)} tables of " in shown.text


def test_what_it_says_to_try_next_can_be_typed_as_it_stands(shown):
    """Also where the environment is not active, as after `make demo`."""
    tried = re.findall(r"^  (\S.*)\n      \S", shown.text.partition("\nNext:\n")[2], re.MULTILINE)

    (program,) = {shlex.split(line)[0] for line in tried}
    version = subprocess.check_output([program, "--version"], env={"PATH": "/nowhere"}, text=True)
    assert version.startswith("linkedin, version")
    assert len(tried) == 4
    assert [run([*shlex.split(line)[1:], "--help"]) for line in tried] == [0] * 4


def test_it_shows_the_report_in_the_browser_if_that_was_asked_for(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    opened = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    monkeypatch.setattr("linkedin_api.cli.demo.run_demo", lambda *_, **__: {"report": str(REPORT)})

    assert run(["demo", "--open"]) == 0
    assert opened == [(tmp_path / REPORT).as_uri()]


def test_it_prints_a_query_with_its_answer(shown, folder):
    with duckdb.connect(str(folder / FILE), read_only=True) as connection:
        answer = connection.sql(QUERY).fetchall()

    assert len(answer) == 5
    assert QUERY in shown.text
    assert all(page in shown.text and f"{followers:,}" in shown.text
               for page, followers, *_ in answer)  # fmt: skip


def test_without_the_extra_for_tables_it_says_what_to_install(monkeypatch, capsys):
    for name in [*(name for name in sys.modules if name.startswith("dlt.")), "dlt", "duckdb"]:
        monkeypatch.setitem(sys.modules, name, None)
    forget(monkeypatch, "linkedin_api.sources.engines.dlt.")

    code = run(["demo"])

    out = capsys.readouterr().out
    assert code == 0
    assert 'pip install "linkedin-api-client[dlt]"' in out
    assert "14 methods, real HTTP" in out
    assert "pages report" not in out
    assert not Path(FILE).exists()
