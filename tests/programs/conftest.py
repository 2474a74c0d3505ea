"""One sandbox for all programs, started by the command alone, and what they are installed in."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import installing
import pytest
from pointing import CALLBACK, GO, JAVA, MONTHS, NODE, NODE_FOLDER, Driver, Linkedin, trust

collect_ignore = ["python"]  # run by interpreters that have what they import


@pytest.fixture(scope="session")
def linkedin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Linkedin]:
    command = [
        sys.executable, "-m", "linkedin_api.cli", "sandbox", "--json", "--port", "0",
        "--tls", "--proxy", "--consent", "page", "--redirect-url", CALLBACK,
        "--api-versions", MONTHS,
    ]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            facts = json.loads(process.stdout.readline())
            store = tmp_path_factory.mktemp("java") / "trust.p12"
            if not JAVA.reason:
                trust(facts["ca_file"], store, "changeit")
            yield Linkedin(facts, store)
        finally:
            process.terminate()


@pytest.fixture(scope="session")
def cache() -> installing.Cache:
    return installing.Cache(Path(os.environ["LINKEDIN_PROGRAMS"]).absolute())


@pytest.fixture(scope="session")
def python_driver(cache: installing.Cache) -> Callable[[str], Driver]:
    place = cache.installed("sign-in", *installing.python("sign_in.txt", sys.executable))
    folder = installing.HERE / "python"
    return lambda name: Driver([place / "bin/python", folder / f"{name}.py"], folder)


@pytest.fixture(scope="session")
def node_driver(cache: installing.Cache) -> Callable[[str], Driver]:
    NODE.demand()
    assert NODE_FOLDER
    place = cache.installed("node", *installing.node(NODE_FOLDER))
    for driver in (installing.HERE / "node").glob("*.mjs"):
        shutil.copy(driver, place)  # a module finds others beside itself
    node = NODE_FOLDER / "node"
    return lambda name: Driver([node, f"{name}.mjs"], place)


@pytest.fixture(scope="session")
def go_driver(cache: installing.Cache) -> Driver:
    GO.demand()
    place = cache.installed("go", *installing.go())
    return Driver([place / "sign-in"], place)


@pytest.fixture(scope="session")
def java_driver(cache: installing.Cache) -> Callable[..., Driver]:
    JAVA.demand()
    place = cache.installed("java", *installing.java())

    def driver(name: str, *before: object) -> Driver:
        path = os.pathsep.join(map(str, (*before, place / "classes", place / "lib/*")))
        return Driver(["java", "-cp", path, name], place)

    return driver


@pytest.fixture(scope="session")
def tap(cache: installing.Cache) -> Path:
    return cache.installed("tap", *installing.python("tap.txt", sys.executable))
