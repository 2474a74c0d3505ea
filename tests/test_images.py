"""The images build from what the checkout has, and run no program as root.

Nothing here builds one, which takes a daemon of Docker.
"""

import re
import tomllib
from pathlib import Path

import pytest
from dockerfile_parse import DockerfileParser

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
FILES = sorted([ROOT / "Dockerfile", *ROOT.glob("connectors/*/Dockerfile")])
KEPT = {
    line.removeprefix("!")
    for line in (ROOT / ".dockerignore").read_text().splitlines()
    if line.startswith("!")
}
each_image = pytest.mark.parametrize("file", FILES, ids=lambda file: file.parent.name)


def lines(file, instruction):
    parsed = DockerfileParser(str(file)).structure
    return [line["value"] for line in parsed if line["instruction"] == instruction]


@each_image
def test_what_is_copied_is_there_and_not_ignored(file):
    for line in lines(file, "COPY"):
        *sources, _ = line.split()
        assert all((ROOT / source).exists() for source in sources)
        assert set(sources) <= {*KEPT, "."}


@each_image
def test_what_is_installed_are_extras_of_the_package(file):
    (install,) = lines(file, "RUN")
    (extras,) = re.findall(r'"[./\w]*\[([\w,]+)]"', install)

    assert set(extras.split(",")) <= set(PROJECT["optional-dependencies"])


@each_image
def test_its_program_is_a_command_of_the_package_and_not_run_by_root(file):
    (entry,) = lines(file, "ENTRYPOINT")

    assert entry.strip('["]') in PROJECT["scripts"]
    assert lines(file, "USER")[-1] in {"linkedin", "nobody"}


def test_the_folder_of_the_command_is_that_of_its_user():
    """Docker makes a folder of `WORKDIR` for root, where the command could write no database."""
    file = ROOT / "Dockerfile"

    assert (
        f"--owner {lines(file, 'USER')[-1]} {lines(file, 'WORKDIR')[-1]}" in lines(file, "RUN")[0]
    )


def test_the_package_is_built_from_what_is_not_ignored():
    assert {"pyproject.toml", PROJECT["readme"], *PROJECT["license-files"], "src"} == KEPT
