"""The programs of others as they are released, installed into a folder of their own."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent
_LONGEST: Final = 600


@dataclass(frozen=True)
class Cache:
    """A folder that is kept between runs.

    Args:
        folder: what it is.
    """

    folder: Path

    def installed(
        self, name: str, sources: list[Path], install: Callable[[Path, Path], None]
    ) -> Path:
        """Return where something is installed, and install it unless that was done.

        Args:
            name: of its folder.
            sources: files that say what is installed; if one changes, all is done once more.
            install: is given an empty folder, and a folder for what was downloaded.
        """
        place = self.folder / name
        mark = place / ".installed"
        wanted = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()
        if not mark.exists() or mark.read_text() != wanted:
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir(parents=True)
            install(place, self.folder / "downloads")
            mark.write_text(wanted)  # comes last, so that what was interrupted is done once more
        return place


def run(*command: object, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> None:
    """Run a command to its end; what it printed is the error if it fails."""
    done = subprocess.run(
        list(map(str, command)), cwd=cwd, env={**os.environ, **(env or {})}, timeout=_LONGEST,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout[-3000:]}"


def python(requirements: str, interpreter: str) -> tuple[list[Path], Callable[[Path, Path], None]]:
    """Return how to make an environment with what a file of requirements lists."""
    file = HERE / "python" / requirements

    def install(place: Path, _downloads: Path) -> None:
        run(interpreter, "-m", "venv", place)
        pip = (place / "bin/python", "-m", "pip", "--disable-pip-version-check", "--quiet")
        run(*pip, "install", "--requirement", file)

    return [file], install


def node(folder: Path | None) -> tuple[list[Path], Callable[[Path, Path], None]]:
    """Return how to install from npm, with the Node.js of a folder."""
    sources = [HERE / "node/package.json", HERE / "node/package-lock.json"]
    path = {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}  # npm is a program for node

    def install(place: Path, downloads: Path) -> None:
        for source in sources:
            shutil.copy(source, place)
        run(f"{folder}/npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--cache",
            downloads / "npm", cwd=place, env=path)  # fmt: skip

    return sources, install


def go() -> tuple[list[Path], Callable[[Path, Path], None]]:
    """Return how to build our driver with Go's modules."""
    sources = sorted((HERE / "go").iterdir())

    def install(place: Path, downloads: Path) -> None:
        folders = {
            "GOMODCACHE": str(downloads / "go"),
            "GOCACHE": str(downloads / "go-build"),
            "GOFLAGS": "-mod=readonly -modcacherw -buildvcs=false",
            "GOTOOLCHAIN": "auto",
            "CGO_ENABLED": "0",  # no C compiler is needed
        }
        run("go", "build", "-o", place / "sign-in", ".", cwd=HERE / "go", env=folders)

    return sources, install


def java() -> tuple[list[Path], Callable[[Path, Path], None]]:
    """Return how to compile our drivers with what Maven brings."""
    sources = [path for path in sorted((HERE / "java").rglob("*")) if path.is_file()]

    def install(place: Path, downloads: Path) -> None:
        run(
            "mvn", "--quiet", "--batch-mode", f"-Dmaven.repo.local={downloads / 'maven'}",
            f"-Dprograms.build={place}", f"-DoutputDirectory={place / 'lib'}",
            "compile", "dependency:copy-dependencies", cwd=HERE / "java",
        )  # fmt: skip

    return sources, install
