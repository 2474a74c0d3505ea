"""What a command prints to type is as short as the shell of the person allows."""

import shlex
import sys
from pathlib import Path

import pytest

from linkedin_api.cli.lines_to_type import lines_to_type, linkedin_to_type
from linkedin_api.cli.products import ADS, LEARNING, PAGES


@pytest.fixture
def environment(monkeypatch, tmp_path):
    """An environment with `python`, `python3` and `linkedin`, of which `python3` runs this."""
    folder = tmp_path / ".venv/bin"
    folder.mkdir(parents=True)
    for name in ("python", "python3", "linkedin"):
        (folder / name).symlink_to(sys.executable)
    monkeypatch.setattr(sys, "executable", str(folder / "python3"))
    monkeypatch.setattr(sys, "prefix", str(tmp_path / ".venv"))
    monkeypatch.setenv("PATH", "")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    return folder


def names():
    return lines_to_type("SELECT 1", Path("a.duckdb")).partition(" -c ")[0], linkedin_to_type()


def test_in_an_active_environment_the_names_alone(environment, monkeypatch):
    monkeypatch.setenv("PATH", str(environment))

    assert names() == ("python", "linkedin")


def test_in_the_folder_of_the_environment_the_way_from_there(environment, monkeypatch):
    monkeypatch.chdir(environment.parents[1])

    assert names() == (".venv/bin/python", ".venv/bin/linkedin")


def test_elsewhere_the_whole_way(environment):
    assert names() == (str(environment / "python"), str(environment / "linkedin"))


def test_without_the_command_python_runs_it(environment):
    (environment / "linkedin").unlink()

    assert linkedin_to_type() == f"{environment / 'python'} -m linkedin_api.cli"


@pytest.mark.parametrize("shell", ["", "duckdb"])
def test_a_long_query_fits_into_a_terminal(environment, monkeypatch, shell):
    monkeypatch.setenv("PATH", str(environment))
    if shell:
        (environment / shell).symlink_to(sys.executable)
    query = ADS.sample_query.format(dataset="linkedin_ads")

    typed = lines_to_type(query, Path("linkedin_sandbox.duckdb"))

    assert all(len(line) <= 80 for line in typed.splitlines()), typed
    assert query in " ".join(shlex.split(typed)[-1].split())


@pytest.mark.parametrize("product", [PAGES, LEARNING, ADS], ids=lambda product: product.name)
def test_what_a_sync_proposes_to_type_is_sql_of_every_database(product):
    assert "GROUP BY ALL" not in product.sample_query  # PostgreSQL before 19 refuses it
