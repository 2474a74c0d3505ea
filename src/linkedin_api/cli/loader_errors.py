"""Short messages for errors of dlt and of databases."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

#: Libraries whose errors are about the destination, not about this package.
LIBRARIES: Final = frozenset({"dlt", "duckdb", "_duckdb", "psycopg2", "sqlalchemy"})
_CREDENTIALS: Final = (
    "set DESTINATION__<NAME>__CREDENTIALS, such as postgresql://user:password@host/database,"
    " or write .dlt/secrets.toml"
)


class Explanation(NamedTuple):
    """The message for an error, and what to do."""

    message: str
    hint: str = ""


#: By class name, since importing the libraries for this would take long.
_EXPLANATIONS: Final[Mapping[str, Explanation]] = {
    "UnknownDestinationModule": Explanation(
        "dlt has no destination with this name", "use duckdb, postgres, bigquery or snowflake"
    ),
    "ConfigFieldMissingException": Explanation("the destination is not configured", _CREDENTIALS),
    "InvalidNativeValue": Explanation("the destination's credentials cannot be read", _CREDENTIALS),
}


def is_loader_error(error: BaseException) -> bool:
    """Whether an error comes from dlt or a database."""
    return type(error).__module__.partition(".")[0] in LIBRARIES


def explanation_of(error: BaseException) -> Explanation:
    """Return the message of the first known cause, or else the text of the last cause.

    Example:
        >>> class PipelineStepFailed(Exception): ...
        >>> wrapped = PipelineStepFailed("it failed at step=load with a long story")
        >>> wrapped.__cause__ = OSError("No space left on device")
        >>> explanation_of(wrapped).message
        'No space left on device'
    """
    reasons = chain(error)
    known = (_EXPLANATIONS[name] for name in (type(each).__name__ for each in reasons)
             if name in _EXPLANATIONS)  # fmt: skip
    return next(known, Explanation(str(reasons[-1])))


def chain(error: BaseException) -> list[BaseException]:
    """Return an error and the chain of its causes."""
    reasons: list[BaseException] = []
    step: BaseException | None = error
    while step is not None and step not in reasons:
        reasons.append(step)
        step = step.__cause__ or step.__context__
    return reasons
