"""The report of advertising as one HTML file.

Its numbers and charts are in the file as compressed JSON, which browsers decompress themselves: a
year of hundreds of creatives would make a file that no mailbox takes.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Sequence
from typing import Any, Final

from linkedin_api.sources.report.ads.charts import CHARTS, chart_items
from linkedin_api.sources.report.ads.figures import AdFigures, Campaign, Creative
from linkedin_api.sources.report.ads.measures import FACETS, MEASURES, OF_MEMBERS, RATES, Facet
from linkedin_api.sources.report.ads.members import Group
from linkedin_api.sources.report.days import number_of
from linkedin_api.sources.report.frame import framed
from linkedin_api.sources.report.plots import BEFORE, described

#: The keys of numbers, in their order in the file.
KEYS: Final = [measure.key for measure in MEASURES]
KEYS_OF_MEMBERS: Final = [measure.key for measure in OF_MEMBERS]
_BESTS: Final = (
    (
        "campaigns",
        "Best campaigns",
        "Campaigns that were shown in the range, each with the change from the range before.",
    ),
    ("creatives", "Best creatives", "Creatives that were shown in the range."),
)


def html_of(figures: AdFigures, *, made: str, source: str) -> str:
    """Return the report.

    Args:
        figures: what it shows.
        made: when it was made, for people.
        source: the database and the dataset, for people.
    """
    has_figures = bool(figures.campaigns or figures.creatives)
    facets = _facets(figures)
    return framed(
        "ads",
        document_of(figures) if has_figures else None,
        {},  # they are packed too
        figures=figures,
        made=made,
        source=source,
        charts=CHARTS,
        facets=facets,
        bests=_BESTS,
        orders=_orders(),
        sections=[
            ("totals", "Totals"),
            *((chart.key, chart.title) for chart in CHARTS),
            ("accounts", "Account by account"),
            *((key, title) for key, title, _ in _BESTS),
            ("members", "Who saw them"),
        ],
    )


def _facets(figures: AdFigures) -> list[Facet]:
    """The facets that the tables have; most loads leave some out."""
    pivots = {group.pivot for group in figures.groups}
    return [facet for facet in FACETS if facet.pivot in pivots]


def _orders() -> list[tuple[str, str]]:
    """What campaigns and creatives may be ordered by; of costs per something, the least is best."""
    measures = [(each.key, each.title) for each in MEASURES if each.key != "usd"]
    return measures + [(rate.key, rate.title) for rate in RATES]


def document_of(figures: AdFigures) -> dict[str, Any]:
    """Return the figures as the script of the page reads them.

    Days and months are counted from 1970. `packed` has the numbers: for each measure and
    each campaign and creative, the number of each day from its start on.
    """
    accounts = {account.number: place for place, account in enumerate(figures.accounts)}
    return {
        "first": number_of(figures.first),
        "days": figures.days,
        "since": number_of(figures.since),
        "until": number_of(figures.until),
        "whole": number_of(figures.whole),
        "accounts": [[each.number, each.name] for each in figures.accounts],
        "campaigns": [
            [each.number, each.name, accounts[each.account], each.currency, each.status,
             each.members]
            for each in figures.campaigns
        ],
        "creatives": [
            [each.number, each.name, accounts[each.account], each.currency, each.post,
             each.campaign]
            for each in figures.creatives
        ],
        "names": figures.names,
        "measures": [[each.key, each.title, each.is_money] for each in MEASURES],
        "of_members": KEYS_OF_MEMBERS,
        "rates": [[each.key, each.title, each.over, each.under, each.is_money] for each in RATES],
        "charts": described(CHARTS),
        "facets": [[facet.key, facet.title, facet.pivot] for facet in _facets(figures)],
        "before": BEFORE,
        "packed": _packed(
            {
                "items": _items(figures),
                "campaigns": _numbers(figures.campaigns),
                "creatives": _numbers(figures.creatives),
                "groups": {
                    "of": [
                        [accounts[each.account], each.campaign, each.pivot, each.code]
                        for each in figures.groups
                    ],
                    **_numbers(figures.groups, KEYS_OF_MEMBERS),
                },
            }
        ),
    }  # fmt: skip


def _items(figures: AdFigures) -> dict[str, Any]:
    """The charts, without those of facets that the tables do not have."""
    shown = {"campaigns", "creatives", *(each.key for each in CHARTS)}
    shown |= {f"groups-{facet.key}" for facet in _facets(figures)}
    return {key: item for key, item in chart_items().items() if key in shown}


def _numbers(
    items: Sequence[Campaign | Creative | Group], keys: Sequence[str] = KEYS
) -> dict[str, list[Any]]:
    """The starts, and the numbers measure by measure: what is alike compresses best together."""
    columns = {key: [item.numbers.get(key) for item in items] for key in keys}
    return {"start": [item.start for item in items], **columns}


def _packed(value: Any) -> str:
    text = json.dumps(value, separators=(",", ":"), allow_nan=False)
    return base64.b64encode(zlib.compress(text.encode(), 6)).decode()
