"""Copies of load packages from before loading, so that they can be loaded again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Final

_FOLDER: Final = "linkedin_kept"
#: Suffix of unfinished copies.
_UNFINISHED: Final = ".unfinished"


class KeptPackages:
    """Copies of dlt's load packages, by load id.

    A copy takes almost no space: files with rows are linked, since dlt moves them and never
    changes them.

    Args:
        folder: folder of the pipeline.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / _FOLDER

    @property
    def load_ids(self) -> tuple[str, ...]:
        """The ids of packages whose loading started, so they may be loaded in part."""
        if not self._folder.exists():
            return ()
        names = (each.name for each in self._folder.iterdir())
        return tuple(sorted(name for name in names if not name.endswith(_UNFINISHED)))

    def keep(self, packages: Iterable[Path]) -> None:
        """Copy packages that have no copy yet."""
        self._folder.mkdir(exist_ok=True)
        for package in packages:
            if package.name not in self.load_ids:
                self._copy(package).rename(self._folder / package.name)

    def put_back(self, package: Path) -> None:
        """Restore a package from its copy."""
        fresh = self._copy(self._folder / package.name)
        discard(package)
        fresh.rename(package)

    def forget(self) -> None:
        """Delete all copies."""
        discard(self._folder)

    def _copy(self, package: Path) -> Path:
        copy = self._folder / (package.name + _UNFINISHED)
        discard(copy)
        shutil.copytree(package, copy, copy_function=_copy_file)
        return copy


def discard(folder: Path) -> None:
    """Delete a folder atomically: if this process is killed, it is gone or complete."""
    waste = folder.with_name(f".{folder.name}.discarded")
    shutil.rmtree(waste, ignore_errors=True)
    if folder.exists():
        folder.rename(waste)
        shutil.rmtree(waste)


def _copy_file(source: str, copy: str) -> None:
    """Link a file with rows; copy files that dlt changes."""
    if not source.endswith(".json"):
        try:
            os.link(source, copy)
        except OSError:  # the file system does not support links
            pass
        else:
            return
    shutil.copy2(source, copy)
