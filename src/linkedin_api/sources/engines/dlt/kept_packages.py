"""What is loaded, kept as it was before, so that it can be loaded from the beginning again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Final

_FOLDER: Final = "linkedin_kept"
#: Ends the names of copies that are being made.
_UNFINISHED: Final = ".unfinished"


class KeptPackages:
    """Copies of load packages of dlt, by their load ids.

    A copy takes next to no space: files with rows are not copied but linked, since dlt moves
    them and never changes them.

    Args:
        folder: of the pipeline.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / _FOLDER

    @property
    def load_ids(self) -> tuple[str, ...]:
        """Of packages that were about to be loaded, and may be loaded in part."""
        if not self._folder.exists():
            return ()
        names = (each.name for each in self._folder.iterdir())
        return tuple(sorted(name for name in names if not name.endswith(_UNFINISHED)))

    def keep(self, packages: Iterable[Path]) -> None:
        """Keep packages as they are, but for those that are kept already."""
        self._folder.mkdir(exist_ok=True)
        for package in packages:
            if package.name not in self.load_ids:
                self._copy(package).rename(self._folder / package.name)

    def put_back(self, package: Path) -> None:
        """Make a package again what it was when it was kept."""
        fresh = self._copy(self._folder / package.name)
        discard(package)
        fresh.rename(package)

    def forget(self) -> None:
        """Keep nothing any more."""
        discard(self._folder)

    def _copy(self, package: Path) -> Path:
        copy = self._folder / (package.name + _UNFINISHED)
        discard(copy)
        shutil.copytree(package, copy, copy_function=_copy_file)
        return copy


def discard(folder: Path) -> None:
    """Delete a folder: it is gone at once, or not at all, should this process be killed."""
    waste = folder.with_name(f".{folder.name}.discarded")
    shutil.rmtree(waste, ignore_errors=True)
    if folder.exists():
        folder.rename(waste)
        shutil.rmtree(waste)


def _copy_file(source: str, copy: str) -> None:
    """Link a file with rows; copy what dlt writes its notes into."""
    if not source.endswith(".json"):
        try:
            os.link(source, copy)
        except OSError:  # the file system has no links
            pass
        else:
            return
    shutil.copy2(source, copy)
