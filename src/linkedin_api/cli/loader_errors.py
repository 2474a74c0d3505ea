"""Short messages for errors of dlt and of databases."""

from __future__ import annotations

from typing import Final

from linkedin_api.error_chains import chain

#: Libraries whose errors are about the destination, not about this package.
LIBRARIES: Final = frozenset({"dlt", "duckdb", "_duckdb", "psycopg2", "sqlalchemy"})


def is_loader_error(error: BaseException) -> bool:
    """Whether an error comes from dlt or a database."""
    return type(error).__module__.partition(".")[0] in LIBRARIES


def reason_of(error: BaseException) -> str:
    """Return the text of the last cause, which has no story around it.

    Example:
        >>> class PipelineStepFailed(Exception): ...
        >>> wrapped = PipelineStepFailed("it failed at step=load with a long story")
        >>> wrapped.__cause__ = OSError("No space left on device")
        >>> reason_of(wrapped)
        'No space left on device'
    """
    return str(chain(error)[-1])
