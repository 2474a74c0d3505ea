"""The packages of this environment: which extras there are, and who else claims our names."""

from __future__ import annotations

import platform
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from importlib import metadata
from pathlib import Path
from typing import Final, NamedTuple

import linkedin_api
from linkedin_api.cli.doctor.result import Result
from linkedin_api.version import __version__

PACKAGE: Final = "linkedin-api-client"
_MODULE: Final = "linkedin_api"
_COMMAND: Final = "linkedin"
#: Extras that only name others.
_COLLECTIONS: Final = frozenset({"all", "pages"})
_requirement = re.compile(r"([A-Za-z0-9._-]+)(?:\[([^\]]*)\])?\s*([^;]*?)\s*(?:;\s*(.*))?")
_bound = re.compile(r"(>=|<=|<|>|==|!=)\s*([0-9][0-9.]*)")
_extra_marker = re.compile(r"""extra\s*==\s*['"]([^'"]+)['"]""")


class Requirement(NamedTuple):
    """A package that another one needs.

    Attributes:
        name: of the package.
        extras: of that package.
        bounds: such as `>=3.12,<4`.
        wanted_by: the extras that need it; empty if it is always needed.
        is_conditional: whether it depends on the machine or the version of Python.
    """

    name: str
    extras: tuple[str, ...]
    bounds: str
    wanted_by: tuple[str, ...]
    is_conditional: bool

    @classmethod
    def parse(cls, text: str) -> Requirement:
        """Read the metadata of a package.

        Example:
            >>> Requirement.parse("dlt[duckdb]<2,>=1.31; extra == 'dlt'")[:4]
            ('dlt', ('duckdb',), '<2,>=1.31', ('dlt',))
        """
        found = _requirement.fullmatch(text.strip())
        if found is None:
            return cls(text, (), "", (), is_conditional=True)
        name, extras, bounds, marker = found.groups(default="")
        wanted_by = tuple(_extra_marker.findall(marker))
        rest = _extra_marker.sub("", marker)
        is_conditional = bool(re.search(r"python|platform|sys_|os_name|implementation", rest))
        names = tuple(each.strip() for each in extras.split(",") if each.strip())
        return cls(name, names, bounds.strip("() "), wanted_by, is_conditional)


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
        wanted = [each for each in _requirements(PACKAGE) if not each.wanted_by]
    except metadata.PackageNotFoundError:
        return Result("package", "note", f"{text}, in {here}, is not installed", "pip install .")
    present, wrong = _versions(wanted)
    if wrong:
        return Result("package", "problem", f"{text} needs {', '.join(wrong)}", _install())
    return Result("package", "ok", f"{text}; {', '.join(present)}")


def _extras() -> Iterator[Result]:
    try:
        requirements = _requirements(PACKAGE)
    except metadata.PackageNotFoundError:
        return
    for extra in sorted({name for each in requirements for name in each.wanted_by} - _COLLECTIONS):
        yield _extra(extra, [each for each in requirements if extra in each.wanted_by])


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
            if not each.is_conditional:
                wrong.append(f"{each.name}, which is not installed")
            continue
        present.append(f"{each.name} {version}")
        if not fits(version, each.bounds):
            wrong.append(f"{each.name} {each.bounds}, and there is {version}")
        for extra in each.extras:
            inner = [of for of in _requirements(each.name) if extra in of.wanted_by]
            found, lacking = _versions(inner)
            present += found
            wrong += lacking
    return list(dict.fromkeys(present)), list(dict.fromkeys(wrong))


def fits(version: str, bounds: str) -> bool:
    """Whether a version is within bounds; a bound of another form is not judged.

    Example:
        >>> fits("2.32.2", ">=2.32.2,<3"), fits("3.0rc1", ">=2.32.2,<3")
        (True, False)
    """
    have = _numbers(version)
    return all(_holds(have, sign, _numbers(other)) for sign, other in _bound.findall(bounds))


def _holds(have: tuple[int, ...], sign: str, other: tuple[int, ...]) -> bool:
    return {
        ">=": have >= other,
        "<=": have <= other,
        ">": have > other,
        "<": have < other,
        "==": have == other,
        "!=": have != other,
    }[sign]


def _numbers(version: str) -> tuple[int, ...]:
    """The numbers of a version, without zeros at the end."""
    found = re.match(r"\d+(?:\.\d+)*", version)
    numbers = [int(each) for each in found[0].split(".")] if found else []
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def _requirements(package: str) -> list[Requirement]:
    return [Requirement.parse(text) for text in metadata.requires(package) or ()]


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
    return [name for name in owners if re.sub(r"[-_.]+", "-", name).lower() != PACKAGE]


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
