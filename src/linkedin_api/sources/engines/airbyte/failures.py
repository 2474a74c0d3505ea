"""Errors as Airbyte wants to hear of them: whose turn it is, and a sentence for people."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
from linkedin_api.sources.catalogue.table import Table
from linkedin_api.sources.reading.problems import Problem, grouped, name_some

#: A stream's error message describes at most this many problems.
_MOST_SHOWN: Final = 5
#: The first that one of several problems has, is that of all: what only a person can mend
#: goes before what passes by itself.
_ORDER: Final = (
    FailureType.config_error,
    FailureType.system_error,
    FailureType.transient_error,
)
#: The first that fits; anything else is a system error.
_KINDS: Final[tuple[tuple[tuple[type[Exception], ...], FailureType], ...]] = (
    ((RateLimitError, BudgetExceededError, ServerError), FailureType.transient_error),
    (
        (UnauthorizedError, ForbiddenError, OAuthError, InvalidArgumentError),
        FailureType.config_error,
    ),
)


def kind_of(error: Exception) -> FailureType:
    """Return who has to do something: the user, time, or those who maintain this."""
    if isinstance(error, OAuthError) and (error.status == 429 or error.status >= 500):
        return FailureType.transient_error
    return next(
        (kind for types, kind in _KINDS if isinstance(error, types)), FailureType.system_error
    )


def describe(problem: Problem, table: Table) -> str:
    """Return what happened, in LinkedIn's words, how often, and what can be done about it."""
    parts = [str(problem.error) or type(problem.error).__name__]
    if problem.attempts > 1:
        parts.append(f"given up after {problem.attempts} attempts")
    parts.append(advice(problem, table))
    return "; ".join(filter(None, parts))


def advice(problem: Problem, table: Table) -> str:
    """Return what can be done about a problem; empty if nothing is known."""
    for types, say in _ADVICE:
        if isinstance(problem.error, types):
            return say(problem, table)
    return ""


def _renew(_problem: Problem, _table: Table) -> str:
    return "re-authenticate: have a new token made and put it into the credentials"


def _allow(_problem: Problem, table: Table) -> str:
    """Say what may be missing: LinkedIn does not say which of them it is."""
    roles = " or ".join(table.roles)
    needs = [f"the token needs the permission {table.permission}"] if table.permission else []
    needs += [f"its member needs the role {roles} at the page"] if roles else []
    return ", and ".join(needs)


def _wait(problem: Problem, _table: Table) -> str:
    if problem.resumes_at is not None:
        return f"the limit resets at {problem.resumes_at:%Y-%m-%d %H:%M} UTC"
    asked = getattr(problem.error.response, "headers", {}).get("retry-after")  # type: ignore[attr-defined]
    return f"LinkedIn asks to wait for {asked} s" if asked else ""


def _update(_problem: Problem, _table: Table) -> str:
    return "update the connector, or set api_version in its configuration"


#: What can be done about an error; the first that fits.
_ADVICE: Final[tuple[tuple[tuple[type[Exception], ...], Callable[[Problem, Table], str]], ...]] = (
    ((ConsentNeededError, UnauthorizedError), _renew),
    ((ForbiddenError,), _allow),
    ((RateLimitError, BudgetExceededError), _wait),
    ((VersionError,), _update),
)


def stream_failure(table: Table, problems: Sequence[Problem]) -> AirbyteTracedException:
    """Return one error for all that could not be read of a stream.

    Args:
        table: which was read.
        problems: at least one.
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


def _sentence(problem: Problem, table: Table) -> str:
    whose = name_some(problem.organizations)
    return (
        f"organization {whose}: {describe(problem, table)}" if whose else describe(problem, table)
    )


def sync_failure(failures: Mapping[str, AirbyteTracedException]) -> AirbyteTracedException:
    """Return the error that a sync ends with after some of its streams failed.

    Its kind says nothing (observed): each stream has reported its own before.
    """
    streams = "\n".join(f"{name}: {failure.message}" for name, failure in failures.items())
    message = f"During the sync, the following streams did not sync successfully: {streams}"
    return AirbyteTracedException(
        internal_message=message, message=message, failure_type=FailureType.config_error
    )


def config_failure(error: Exception) -> AirbyteTracedException:
    """Return the error of a configuration that cannot be used."""
    message = filter_secrets(f"Config validation error: {error}")
    return AirbyteTracedException(
        internal_message=message, message=message, failure_type=FailureType.config_error
    )
