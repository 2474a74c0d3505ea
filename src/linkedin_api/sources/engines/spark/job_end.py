"""The end of a job that no retry can complete, such as the limit of a day.

Spark runs a failed task again, up to four times, and knows nothing of what LinkedIn said. So the
first task that learns it leaves a note on its machine, and all others of the job end with the
same error, without a call.
"""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile, gettempdir
from typing import Final

from linkedin_api.errors import (
    BudgetExceededError,
    LinkedInError,
    ResponseFormattingError,
    ServerError,
    TransportError,
)
from linkedin_api.sources.reading.problems import Problem

_PREFIX: Final = "linkedin-spark-"
#: Seconds until a note is of no use to anybody.
_KEPT: Final = 86_400


class JobEndedError(LinkedInError):
    """The job cannot be completed now; the message says why, and when it can."""


def may_pass(error: Exception) -> bool:
    """Whether another attempt may succeed within minutes."""
    return isinstance(error, TransportError | ServerError | ResponseFormattingError)


def end_job(job: str, error: Exception, problem: Problem | None = None) -> JobEndedError:
    """Return the error that ends a job, and leave a note for its other tasks.

    Args:
        job: the job's random name.
        error: the reason.
        problem: the problem with this reason, if there is one.
    """
    sentence = str(problem or error)
    if problem is not None and problem.resumes_at is not None:
        budget = isinstance(error, BudgetExceededError)
        what = "option callsPerDay" if budget else "LinkedIn's limit of the day"
        sentence += (
            f"; {what} ends the job, which can go on at {problem.resumes_at:%Y-%m-%d %H:%M} UTC"
        )
    _forget_old()
    with NamedTemporaryFile("w", prefix=_PREFIX, delete=False, encoding="utf-8") as file:
        file.write(sentence)
    Path(file.name).replace(_note(job))  # another task never finds half of it
    return JobEndedError(sentence)


def check_job(job: str) -> None:
    """Check that a job goes on.

    Raises:
        JobEndedError: another task has ended it.
    """
    try:
        sentence = _note(job).read_text(encoding="utf-8")
    except FileNotFoundError:
        return
    raise JobEndedError(sentence)


def _note(job: str) -> Path:
    return Path(gettempdir()) / f"{_PREFIX}{job}"


def _forget_old() -> None:
    for note in Path(gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if note.stat().st_mtime < time.time() - _KEPT:
                note.unlink()
