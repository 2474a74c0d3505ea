"""Checks that the driver of a destination is installed, before any call to LinkedIn.

dlt imports a destination's driver when it opens the destination. If that fails, dlt names the
module, which is rarely the name of the package to install.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import metadata
from typing import Any

from dlt.common.configuration.container import Container
from dlt.common.destination import Destination
from dlt.common.exceptions import MissingDependencyException
from dlt.common.pipeline import PipelineContext

from linkedin_api.errors import MissingDriverError


def check_driver(destination: Any) -> None:
    """Import the driver of a destination.

    Args:
        destination: name of one of dlt's destinations, or a destination object.

    Raises:
        MissingDriverError: the driver is not installed; the message says what to install.
        UnknownDestinationModule: dlt has no such destination.
    """
    made = Destination.from_reference(destination)
    if made is None:
        return
    try:
        made.client_class  # noqa: B018  imports the driver
    except ImportError as error:
        raise _missing(made, error, _extras_of(made)) from error


def check_driver_of_pipeline() -> None:
    """Import the driver of the active pipeline's destination, if there is one.

    Raises:
        MissingDriverError: the driver is not installed; the message says what to install.
    """
    context = Container()[PipelineContext]
    if context.is_active():
        check_driver(context.pipeline().destination)


@contextmanager
def opening(destination: Any) -> Iterator[None]:
    """Name a driver that turns out to be missing when a destination is opened.

    The URL of the destination may need a driver, such as that of one of SQLAlchemy's databases.

    Raises:
        MissingDriverError: a driver is not installed.
    """
    try:
        yield
    except Exception as error:
        cause: BaseException | None = error
        while cause is not None and not isinstance(cause, ImportError):
            cause = cause.__cause__
        if cause is None:
            raise
        made = Destination.from_reference(destination)
        raise _missing(made, cause, ()) from error


def _missing(made: Any, error: ImportError, wanted: Sequence[str]) -> MissingDriverError:
    """The error for a missing driver.

    Args:
        made: the destination.
        error: the error of the import.
        wanted: packages to install, if known.
    """
    name = made.destination_name
    if isinstance(error, MissingDependencyException):
        wanted = wanted or error.dependencies
    elif not isinstance(
        error, ModuleNotFoundError
    ):  # it is installed, but a library that it needs is not
        return MissingDriverError(f"the driver of {name} cannot be loaded: {error}")
    what = f"'{error.name}'" if error.name else "its driver"
    quoted = " ".join(f'"{each}"' for each in wanted)
    remedy = f": pip install {quoted}" if wanted else ", which is not installed"
    return MissingDriverError(f"loading into {name} needs {what}{remedy}", name=error.name)


def _extras_of(made: Any) -> list[str]:
    """The extra of dlt for a destination; empty for a custom destination."""
    kind = made.destination_type.rpartition(".")[2].replace("_", "-")
    return [f"dlt[{kind}]"] if kind in (metadata("dlt").get_all("Provides-Extra") or ()) else []
