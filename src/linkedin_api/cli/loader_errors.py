"""What dlt and databases say when they cannot load, in a sentence."""

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
    """What is said of an error, and what to do."""

    message: str
    hint: str = ""


#: By the names of their classes, since their libraries are not to be imported for it.
_EXPLANATIONS: Final[Mapping[str, Explanation]] = {
    "UnknownDestinationModule": Explanation(
        "dlt has no destination of this name", "try duckdb, postgres, bigquery or snowflake"
    ),
    "ConfigFieldMissingException": Explanation("the destination is not configured", _CREDENTIALS),
    "InvalidNativeValue": Explanation("the destination's credentials cannot be read", _CREDENTIALS),
}


def is_loader_error(error: BaseException) -> bool:
    """Whether an error comes from what loads tables."""
    return type(error).__module__.partition(".")[0] in LIBRARIES


def explanation_of(error: BaseException) -> Explanation:
    """Return what to say: of the first reason that is known, else the last reason's own words.

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
    """Return an error, what it was raised for, and so on."""
    reasons: list[BaseException] = []
    step: BaseException | None = error
    while step is not None and step not in reasons:
        reasons.append(step)
        step = step.__cause__ or step.__context__
    return reasons
