"""Divides the reading of a table into partitions; each has a share of the budget."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from pyspark.sql.datasource import InputPartition

from linkedin_api.errors import ForbiddenError
from linkedin_api.sources.engines.spark.options import OptionError, Options
from linkedin_api.sources.past import Past, Windows
from linkedin_api.sources.queries.ad_session import NO_ACCESS
from linkedin_api.sources.queries.query import Part
from linkedin_api.sources.queries.session import Session
from linkedin_api.sources.reading.loop_thread import LoopThread
from linkedin_api.sources.scope import Scope
from linkedin_api.sources.windows import Window, without

_NAME_BYTES: Final = 16


class PartsPartition(InputPartition):
    """A group of parts, for one task.

    Args:
        parts: what to read.
        token: the access token; the repr hides it.
        job: random name of the job that the partition belongs to.
        calls: limit of calls to one endpoint; `None` for no limit.
        is_strict: whether a refused organization fails the task in any case.
    """

    def __init__(
        self,
        parts: Sequence[Part],
        token: str,
        job: str,
        calls: int | None = None,
        *,
        is_strict: bool = False,
    ) -> None:
        self.parts = tuple(parts)
        self.token = token
        self.job = job
        self.calls = calls
        self.is_strict = is_strict

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {len(self.parts)} parts>"


def parts_of(options: Options, wanted: Mapping[int, Windows], now: float) -> Sequence[Part]:
    """Return the parts of a table by day or month for windows that Spark has chosen.

    A query divides what is missing. So it is given a past in which everything was read but the
    chosen windows.

    Args:
        wanted: windows of whole days or months, by organization.
    """
    chosen = {number: windows for number, windows in wanted.items() if windows}
    if not chosen:
        return ()
    scope = replace(options.scope, organizations=tuple(chosen))
    end = options.scope.span.available(now).end
    covered = {n: without([Window(0, end)], windows) for n, windows in chosen.items()}
    past = Past(dict.fromkeys(chosen, end), covered, chosen)
    return options.chosen.query.parts(scope, past, now)


def divided(
    parts: Sequence[Part], token: str, options: Options, *, is_strict: bool = False
) -> list[InputPartition]:
    """Divide parts into partitions of about the same size."""
    number = min(len(parts), options.partitions, options.calls_per_day or len(parts))
    job = secrets.token_hex(_NAME_BYTES)
    return [
        PartsPartition(
            parts[place::number],
            token,
            job,
            _share(options.calls_per_day, number, place),
            is_strict=is_strict,
        )
        for place in range(number)
    ]


def _share(calls: int | None, number: int, place: int) -> int | None:
    """A partition's share of calls; the first ones take what does not divide."""
    return None if calls is None else calls // number + (place < calls % number)


def whole_scope(options: Options, token: str) -> Scope:
    """Return the scope with its organizations, or accounts of advertising.

    HTTP: `GET /rest/organizationAcls?q=roleAssignee`, unless the options name organizations;
    `GET /rest/adAccounts?q=search` for accounts

    Raises:
        OptionError: the options do not name them, and LinkedIn refuses to list them.
        LinkedInError: LinkedIn cannot be asked.
    """
    of_accounts = options.table is not None and options.table.owner == "account"
    if options.scope.organizations is not None and not of_accounts:
        return options.scope

    async def listed() -> Scope:
        client = options.access(token).client(1)
        async with client, Session(client, options.scope) as session:
            if of_accounts:
                return await with_accounts(session)
            return await session.with_organizations()

    with LoopThread() as loop:
        try:
            return loop.run(listed())
        except ForbiddenError as error:
            if of_accounts:
                raise
            raise OptionError(
                f"option organizations is missing, and LinkedIn refuses to list them: {error}"
            ) from error


async def with_accounts(session: Session) -> Scope:
    """Return the scope with its accounts of advertising.

    Raises:
        OptionError: the member has no access to an account that the options name.
    """
    listed, wanted = await session.ads.accounts(), session.scope.accounts
    for number in wanted or ():
        if number not in listed:
            raise OptionError(f"option accounts: {NO_ACCESS.format(number)}")
    return session.scope.with_owners("account", tuple(wanted or listed))
