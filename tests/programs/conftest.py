"""One sandbox for all programs, started by the command alone, and what they are installed in."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
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
def places(request: pytest.FixtureRequest) -> Iterator[Callable[[str], Path]]:
    """Tells where something is installed; all that the chosen tests need is, at once."""
    cache = installing.Cache(Path(os.environ["LINKEDIN_PROGRAMS"]).absolute())
    wanted = {name for item in request.session.items for name in item.fixturenames}
    with ThreadPoolExecutor() as threads:
        begun = {
            name: threads.submit(cache.installed, name, *recipe())
            for name, recipe in _RECIPES.items()
            if name in wanted
        }
        yield lambda name: begun[name].result()


@pytest.fixture(scope="session")
def sign_in(places: Callable[[str], Path]) -> Callable[[str], Driver]:
    place, folder = places("sign_in"), installing.HERE / "python"
    return lambda name: Driver([place / "bin/python", folder / f"{name}.py"], folder)


@pytest.fixture(scope="session")
def node(places: Callable[[str], Path]) -> Callable[[str], Driver]:
    NODE.demand()
    place = places("node")
    for driver in (installing.HERE / "node").glob("*.mjs"):
        shutil.copy(driver, place)  # a module finds others beside itself
    return lambda name: Driver([f"{NODE_FOLDER}/node", f"{name}.mjs"], place)


@pytest.fixture(scope="session")
def go(places: Callable[[str], Path]) -> Driver:
    GO.demand()
    place = places("go")
    return Driver([place / "sign-in"], place)


@pytest.fixture(scope="session")
def java(places: Callable[[str], Path]) -> Callable[..., Driver]:
    JAVA.demand()
    place = places("java")

    def driver(name: str, *before: object) -> Driver:
        path = os.pathsep.join(map(str, (*before, place / "classes", place / "lib/*")))
        return Driver(["java", "-cp", path, name], place)

    return driver


@pytest.fixture(scope="session")
def tap(places: Callable[[str], Path]) -> Path:
    return places("tap")


@pytest.fixture(scope="session")
def schedulers(places: Callable[[str], Path]) -> Path:
    return places("schedulers")


@pytest.fixture(scope="session")
def airflow(places: Callable[[str], Path]) -> Path:
    return places("airflow")


@pytest.fixture(scope="session")
def pyairbyte(places: Callable[[str], Path]) -> Path:
    return places("pyairbyte")


#: By the fixture that needs it, how to install it.
_RECIPES = {
    "airflow": lambda: installing.python("airflow.txt", sys.executable),
    "go": installing.go,
    "java": installing.java,
    "node": lambda: installing.node(NODE_FOLDER),
    "pyairbyte": lambda: installing.python("pyairbyte.txt", sys.executable),
    "schedulers": lambda: installing.python("schedulers.txt", sys.executable),
    "sign_in": lambda: installing.python("sign_in.txt", sys.executable),
    "tap": lambda: installing.python("tap.txt", sys.executable),
}
