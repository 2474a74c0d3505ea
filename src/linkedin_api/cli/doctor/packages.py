"""The packages of this environment: which extras there are, and who else claims our names."""

from __future__ import annotations

import platform
import shutil
import sys
from collections.abc import Iterator, Sequence
from importlib import metadata
from pathlib import Path
from typing import Final

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import linkedin_api
from linkedin_api.cli.doctor.result import Result
from linkedin_api.version import __version__

PACKAGE: Final = "linkedin-api-client"
_MODULE: Final = "linkedin_api"
_COMMAND: Final = "linkedin"
#: Extras that only name others.
_COLLECTIONS: Final = frozenset({"all", "pages"})


def examine_packages() -> Iterator[Result]:
    """Examine this package, its extras, and packages with the same names."""
    yield _installation()
    yield from _extras()
    yield from _others()


def _installation() -> Result:
    text = f"{PACKAGE} {__version__}, Python {platform.python_version()}"
    here = Path(__file__).parents[2]
    found = Path(linkedin_api.__file__ or "").parent
    if found != here or not hasattr(linkedin_api, "__version__"):
        return Result("package", "problem", f"{text}, but {found} is another package", _repair())
    try:
        wanted = _requirements(PACKAGE)
    except metadata.PackageNotFoundError:
        return Result("package", "note", f"{text}, in {here}, is not installed", "pip install .")
    present, wrong = _versions(wanted)
    if wrong:
        return Result("package", "problem", f"{text} needs {', '.join(wrong)}", _install())
    return Result("package", "ok", f"{text}; {', '.join(present)}")


def _extras() -> Iterator[Result]:
    try:
        extras = metadata.metadata(PACKAGE).get_all("Provides-Extra") or []
    except metadata.PackageNotFoundError:
        return
    for extra in sorted(set(extras) - _COLLECTIONS):
        yield _extra(extra, _requirements(PACKAGE, extra))


def _extra(extra: str, wanted: Sequence[Requirement]) -> Result:
    present, wrong = _versions(wanted)
    absent = [each for each in wrong if "not " in each]
    subject = f"extra {extra}"
    if len(absent) < len(wrong):
        return Result(subject, "problem", f"needs {', '.join(wrong)}", _install(extra))
    if absent:
        return Result(subject, "note", f"needs {', '.join(absent)}", _install(extra))
    return Result(subject, "ok", ", ".join(present))


def _versions(wanted: Sequence[Requirement]) -> tuple[list[str], list[str]]:
    """Return what is there, and what is not there or has another version than is needed."""
    present: list[str] = []
    wrong: list[str] = []
    for each in wanted:
        version = _version(each.name)
        if version is None:
            wrong.append(f"{each.name}, which is not installed")
            continue
        present.append(f"{each.name} {version}")
        if not each.specifier.contains(version, prereleases=True):
            wrong.append(f"{each.name} {each.specifier}, and there is {version}")
        for extra in each.extras:
            found, lacking = _versions(_requirements(each.name, extra))
            present += found
            wrong += lacking
    return list(dict.fromkeys(present)), list(dict.fromkeys(wrong))


def _requirements(package: str, extra: str = "") -> list[Requirement]:
    """What a package always needs on this machine, or what one of its extras adds to that."""
    wanted = [Requirement(text) for text in metadata.requires(package) or ()]
    if not extra:
        return [each for each in wanted if _applies(each)]
    return [each for each in wanted if _applies(each, extra) and not _applies(each)]


def _applies(wanted: Requirement, extra: str = "") -> bool:
    return wanted.marker is None or wanted.marker.evaluate({"extra": extra})


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _others() -> Iterator[Result]:
    """Name the packages that install our module or our command, too."""
    owners = metadata.packages_distributions()
    rivals = [*_foreign(owners.get(_MODULE, ())), *_foreign(_owners_of_the_command())]
    for name in sorted(set(rivals)):
        yield Result(
            "names", "problem",
            f"{name} {_version(name)} installs the module {_MODULE} or the command {_COMMAND}, too:"
            " the package that was installed last wins",
            f"pip uninstall {name} && {_repair()}",
        )  # fmt: skip
    namesakes = _foreign(owners.get(_COMMAND, ()))
    for name in sorted(set(namesakes) - set(rivals)):
        text = f"{name} installs the module {_COMMAND}; this package is the module {_MODULE}"
        yield Result("names", "note", text)
    if not rivals:
        yield _typed_command()


def _foreign(owners: Sequence[str]) -> list[str]:
    return [name for name in owners if canonicalize_name(name) != PACKAGE]


def _owners_of_the_command() -> list[str]:
    scripts = metadata.entry_points(group="console_scripts", name=_COMMAND)
    return [script.dist.name for script in scripts if script.dist is not None]


def _typed_command() -> Result:
    found = shutil.which(_COMMAND)
    if found is None or Path(found).parent == Path(sys.executable).parent:
        return Result("names", "ok", f"no other package has {_MODULE} or {_COMMAND}")
    text = f"typing {_COMMAND} runs {found}, which belongs to another environment"
    return Result("names", "note", text, f"use {sys.executable} -m {_MODULE}.cli")


def _install(extra: str = "cli") -> str:
    return f'pip install "{PACKAGE}[{extra}]"'


def _repair() -> str:
    return "pip install --force-reinstall --no-deps . in its checkout"
