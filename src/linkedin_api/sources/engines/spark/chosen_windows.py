"""The parts of a table by day or month for windows that Spark has chosen.

A query divides what is missing. So it is given a past in which everything was read but the
chosen windows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from linkedin_api.sources.engines.spark.options import Options
from linkedin_api.sources.past import Past, Windows
from linkedin_api.sources.queries.query import Part
from linkedin_api.sources.windows import Window, without


def parts_of(options: Options, wanted: Mapping[int, Windows], now: float) -> Sequence[Part]:
    """Return the parts for windows of organizations.

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
