"""Errors in Airbyte's categories, with a message for people."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final

from airbyte_cdk.models import FailureType, StreamDescriptor
from airbyte_cdk.utils.airbyte_secrets_utils import filter_secrets
from airbyte_cdk.utils.traced_exception import AirbyteTracedException

from linkedin_api.errors import (
    BudgetExceededError,
    ConsentNeededError,
    ForbiddenError,
    InvalidArgumentError,
    OAuthError,
    RateLimitError,
    ServerError,
    UnauthorizedError,
    VersionError,
)
from linkedin_api.sources.readable import ReadableTable
from linkedin_api.sources.reading.problems import Problem, grouped, name_some

#: How messages about a configuration begin, as those of other connectors.
WRONG_CONFIG: Final = "Config validation error"
#: Where a person sees how much is left of a limit.
WHERE_LIMITS_ARE: Final = (
    "the Analytics page of your application at https://www.linkedin.com/developers/apps shows its"
    " limits"
)
#: A stream's error message describes at most this many problems.
_MOST_SHOWN: Final = 5
#: Several problems have the first of their categories in this order: errors that a person must
#: fix come before temporary errors.
_ORDER: Final = (
    FailureType.config_error,
    FailureType.system_error,
    FailureType.transient_error,
)
#: The first match counts; any other error is a system error.
_KINDS: Final[tuple[tuple[tuple[type[Exception], ...], FailureType], ...]] = (
    ((RateLimitError, BudgetExceededError, ServerError), FailureType.transient_error),
    (
        (UnauthorizedError, ForbiddenError, OAuthError, InvalidArgumentError),
        FailureType.config_error,
    ),
)


def kind_of(error: Exception) -> FailureType:
    """Return the category of an error: who has to act, if anyone."""
    if isinstance(error, OAuthError) and (error.status == 429 or error.status >= 500):
        return FailureType.transient_error
    return next(
        (kind for types, kind in _KINDS if isinstance(error, types)), FailureType.system_error
    )


def describe(problem: Problem, table: ReadableTable) -> str:
    """Describe a problem: LinkedIn's message, the attempts, and what to do."""
    parts = [str(problem.error) or type(problem.error).__name__]
    if problem.attempts > 1:
        parts.append(f"gave up after {problem.attempts} attempts")
    parts.append(advice(problem, table))
    return "; ".join(filter(None, parts))


def advice(problem: Problem, table: ReadableTable) -> str:
    """Return what to do about a problem; empty if unknown."""
    for types, say in _ADVICE:
        if isinstance(problem.error, types):
            return say(problem, table)
    return ""


def _allow(table: ReadableTable) -> str:
    """Name what may be missing: LinkedIn does not say which it is."""
    roles = " or ".join(table.roles)
    needs = [f"the token needs the permission {table.permission}"] if table.permission else []
    needs += [f"its member needs the role {roles} at the page"] if roles else []
    return ", and ".join(needs)


def _until(problem: Problem) -> str:
    if problem.resumes_at is not None:
        return f"the limit resets at {problem.resumes_at:%Y-%m-%d %H:%M} UTC"
    wait = getattr(problem.error.response, "headers", {}).get("retry-after")  # type: ignore[attr-defined]
    return f"LinkedIn asks to wait for {wait} s" if wait else ""


#: What to do about an error; the first match counts.
_ADVICE: Final[
    tuple[tuple[tuple[type[Exception], ...], Callable[[Problem, ReadableTable], str]], ...]
] = (
    (
        (ConsentNeededError, UnauthorizedError),
        lambda *_: "re-authenticate: create a new token and enter it in the credentials",
    ),
    ((ForbiddenError,), lambda _, table: _allow(table)),
    (
        (RateLimitError,),
        lambda problem, _: ", and ".join(filter(None, (_until(problem), WHERE_LIMITS_ARE))),
    ),
    ((BudgetExceededError,), lambda problem, _: _until(problem)),
    ((VersionError,), lambda *_: "update the connector, or set api_version in its configuration"),
)


def stream_failure(table: ReadableTable, problems: Sequence[Problem]) -> AirbyteTracedException:
    """Return one error for all problems of a stream.

    Args:
        table: the table of the stream.
        problems: at least one problem.
    """
    groups = grouped(problems)
    sentences = [_sentence(group, table) for group in groups[:_MOST_SHOWN]]
    if len(groups) > _MOST_SHOWN:
        sentences.append(f"and {len(groups) - _MOST_SHOWN} other problems")
    message = filter_secrets(f"Stream {table.name}: {'. '.join(sentences)}")
    return AirbyteTracedException(
        internal_message=message,
        message=message,
        failure_type=min((kind_of(each.error) for each in problems), key=_ORDER.index),
        exception=problems[0].error,
        stream_descriptor=StreamDescriptor(name=table.name),
    )


def _sentence(problem: Problem, table: ReadableTable) -> str:
    whose = name_some(problem.organizations)
    said = describe(problem, table)
    return f"{table.owner} {whose}: {said}" if whose else said


def sync_failure(failures: Mapping[str, AirbyteTracedException]) -> AirbyteTracedException:
    """Return the error of a sync after some of its streams failed, with their category.

    Each stream has already reported its own error, with its own category.
    """
    streams = "\n".join(f"{name}: {failure.message}" for name, failure in failures.items())
    message = f"During the sync, the following streams did not sync successfully: {streams}"
    kinds = [failure.failure_type for failure in failures.values()]
    return AirbyteTracedException(
        internal_message=message,
        message=message,
        failure_type=min(kinds, key=_ORDER.index),
    )


@contextmanager
def failing(what: str) -> Iterator[None]:
    """Make a wrong argument the failure of a command, for a person to mend.

    Args:
        what: what is wrong, for the beginning of the message.

    Raises:
        AirbyteTracedException: instead of an `InvalidArgumentError`.
    """
    try:
        yield
    except InvalidArgumentError as error:
        message = filter_secrets(f"{what}: {error}")
        raise AirbyteTracedException(
            internal_message=message, message=message, failure_type=FailureType.config_error
        ) from None
