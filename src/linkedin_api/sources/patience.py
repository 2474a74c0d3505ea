"""How often a source asks again: five attempts, also for answers that are not whole."""

from __future__ import annotations

from typing import Final

from linkedin_api.clients.retry import Attempt, Retry, Verdict

#: The documentation of the known source promises five attempts.
ATTEMPTS: Final = 5
_WAIT: Final = 1.0
#: What a good answer to a method has.
_PROMISED: Final = {"FINDER": "elements", "GET_ALL": "elements", "BATCH_GET": "results"}


def source_retry(wait_initial: float = _WAIT, wait_max: float = 16.0) -> Retry:
    """Return the retry policy of a source.

    Beside what clients ask again by themselves, an answer with status 200 that lacks what
    the method promises is asked for again, since it is none.

    Args:
        wait_initial: seconds before the first retry; doubled before each further one.
        wait_max: seconds before any.
    """

    def hook(attempt: Attempt) -> Verdict | None:
        if attempt.number >= ATTEMPTS - 1 or not _lacks(attempt):
            return None
        wait = min(wait_initial * 2**attempt.number, wait_max)
        return Verdict(wait, f"an answer without {_PROMISED[attempt.method]}")

    return Retry(ATTEMPTS - 1, wait_initial=wait_initial, wait_max=wait_max, hook=hook)


def _lacks(attempt: Attempt) -> bool:
    reply, promised = attempt.outcome.reply, _PROMISED.get(attempt.method)
    if reply is None or promised is None or reply.error is not None:
        return False
    return not isinstance(reply.json, dict) or promised not in reply.json
