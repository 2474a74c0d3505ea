"""Whether what a destination needs is installed: seen before LinkedIn is asked anything.

dlt imports a destination's driver when it opens the destination, and then fails with the name
of a module, which is seldom the name of what to install.
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
    """Import what a destination needs.

    Args:
        destination: name of one of dlt's destinations, or one that `dlt.destinations` made.

    Raises:
        MissingDriverError: it is not installed; says what to install.
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
    """Import what the destination of dlt's active pipeline needs, if there is one.

    Raises:
        MissingDriverError: it is not installed; says what to install.
    """
    context = Container()[PipelineContext]
    if context.is_active():
        check_driver(context.pipeline().destination)


@contextmanager
def opening(destination: Any) -> Iterator[None]:
    """Open a destination: what only its address shows to be needed may be missing as well.

    Such as the driver of one of SQLAlchemy's databases, or what reaches a bucket.

    Raises:
        MissingDriverError: something is not installed.
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
    """What to raise.

    Args:
        made: the destination.
        error: what was raised.
        wanted: what to install, if that is known.
    """
    name = made.destination_name
    if isinstance(error, MissingDependencyException):
        wanted = wanted or error.dependencies
    elif not isinstance(error, ModuleNotFoundError):  # it is there, but a library it needs is not
        return MissingDriverError(f"the driver of {name} cannot be loaded: {error}")
    what = f"'{error.name}'" if error.name else "its driver"
    quoted = " ".join(f'"{each}"' for each in wanted)
    remedy = f": pip install {quoted}" if wanted else ", which is not installed"
    return MissingDriverError(f"loading into {name} needs {what}{remedy}", name=error.name)


def _extras_of(made: Any) -> list[str]:
    """The extra of dlt's for a destination; none for one of the user's own."""
    kind = made.destination_type.rpartition(".")[2].replace("_", "-")
    return [f"dlt[{kind}]"] if kind in (metadata("dlt").get_all("Provides-Extra") or ()) else []
