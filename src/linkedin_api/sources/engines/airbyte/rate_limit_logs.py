"""Log lines about rate limits, in the words that the known connector's documentation promises.

People search their logs, and alert on them, by these words.
"""

from __future__ import annotations

import logging
from typing import Final

from linkedin_api.clients.exchange.events import Event, Observer
from linkedin_api.sources.engines.airbyte.failures import WHERE_LIMITS_ARE
from linkedin_api.sources.reading.retry_policy import ATTEMPTS

_RETRY: Final = "Caught retryable error '%s' after %d tries. Waiting %g seconds then retrying..."
_END: Final = "Max try rate limit exceeded... %s refuses further calls: %s"


def rate_limit_logs(logger: logging.Logger) -> Observer:
    """Return an observer that logs each retry after a 429, and the end of the retries."""

    def observe(event: Event) -> None:
        if event.status != 429:
            return
        if event.wait is not None:
            logger.info(_RETRY, f"429 {event.resource}", event.attempt, round(event.wait, 1))
        elif event.attempt >= ATTEMPTS:
            logger.error(_END, event.resource, WHERE_LIMITS_ARE)

    return observe
