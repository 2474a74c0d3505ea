"""The metrics of advertising reports, and what each is a share of.

The names are LinkedIn's. All shares are chosen: each creative has its own between two bounds, so
that clicks never exceed impressions, nor completions the views of a video.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final, Literal

Form = Literal["whole", "money", "text", "fraction"]


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric.

    Attributes:
        name: as `fields` names it; one that begins with `_` is never reported.
        base: the metric it is a share of; empty for the first one.
        low: its smallest share, in millionths.
        spread: by how much a creative's own share may be larger.
        topic: which campaigns have it; empty for all.
        form: how it is written: as a whole number, as money counted in hundredths, as a whole
            number that is text, or as a fraction.
        is_late: whether it is complete only when all conversions are attributed.
        rest_of: a part of the base; this metric is what that part leaves.
        per: the metric that the base is divided by, if this is an average.
    """

    name: str
    base: str = ""
    low: int = 0
    spread: int = 1
    topic: str = ""
    form: Form = "whole"
    is_late: bool = False
    rest_of: str = ""
    per: str = ""


def _late(name: str, base: str, low: int, spread: int, topic: str, form: Form = "whole") -> Metric:
    return Metric(name, base, low, spread, topic, form, is_late=True)


def _chain(topic: str, base: str, shares: Iterable[tuple[str, int, int]]) -> Iterator[Metric]:
    """Make metrics each of which is a share of the one before."""
    for name, low, spread in shares:
        yield Metric(name, base, low, spread, topic)
        base = name


def _attributed(
    prefix: str, name: str, low: int, spread: int, topic: str, form: Form
) -> Iterator[Metric]:
    """Make a metric of conversions with its parts, after a click and after a view."""
    base = "viralClicks" if prefix == "viral" else "clicks"
    whole, click, view = (_join(prefix, part) for part in _parts(name))
    yield _late(whole, base, low, spread, topic, form)
    yield _late(click, whole, 600_000, 300_000, topic, form)
    yield Metric(view, whole, topic=topic, form=form, is_late=True, rest_of=click)


def _parts(name: str) -> tuple[str, str, str]:
    """Return a metric and its parts: `registrations` has `postClickRegistrations`."""
    if name == "externalWebsiteConversions":
        site = "externalWebsite"
        return name, f"{site}PostClickConversions", f"{site}PostViewConversions"
    upper = name[0].upper() + name[1:]
    return name, f"postClick{upper}", f"postView{upper}"


def _join(prefix: str, name: str) -> str:
    return prefix + name[0].upper() + name[1:] if prefix else name


def _of_both(prefix: str) -> Iterator[Metric]:
    """Make the metrics that exist for what was paid and, with `viral`, for members' shares."""
    called = partial(_join, prefix)
    shown, clicked, reacted = called("impressions"), called("clicks"), called("reactions")
    yield Metric(clicked, shown, 3_000, 9_000)
    yield Metric(called("landingPageClicks"), clicked, 700_000, 200_000)
    yield Metric(called("companyPageClicks"), clicked, 30_000, 90_000)
    yield Metric(called("downloadClicks"), clicked, 50_000, 100_000, "document")
    yield Metric(called("subscriptionClicks"), clicked, 5_000, 20_000)
    yield Metric(called("cardImpressions"), shown, 1_200_000, 900_000, "card")
    yield Metric(called("cardClicks"), clicked, 500_000, 300_000, "card")
    yield Metric(called("totalEngagements"), shown, 14_000, 14_000)
    yield Metric(called("otherEngagements"), clicked, 20_000, 60_000)
    yield Metric(reacted, shown, 1_000, 4_000)
    yield Metric(called("likes"), reacted, 600_000, 300_000)
    yield Metric(called("comments"), reacted, 50_000, 150_000)
    yield Metric(called("commentLikes"), called("comments"), 300_000, 300_000)
    yield Metric(called("shares"), reacted, 40_000, 100_000)
    yield Metric(called("follows"), reacted, 30_000, 100_000)
    # Documented: members' shares of a video start as often as they are shown.
    starts = (1_000_000, 1) if prefix else (300_000, 200_000)
    yield from _chain(
        "video",
        shown,
        (
            (called("videoStarts"), *starts),
            (called("videoViews"), 400_000, 300_000),
            (called("videoFirstQuartileCompletions"), 500_000, 300_000),
            (called("videoMidpointCompletions"), 500_000, 300_000),
            (called("videoThirdQuartileCompletions"), 600_000, 300_000),
            (called("videoCompletions"), 700_000, 250_000),
        ),
    )
    yield Metric(called("fullScreenPlays"), called("videoStarts"), 20_000, 60_000, "video")
    yield from _chain(
        "document",
        shown,
        (
            (called("documentFirstQuartileCompletions"), 20_000, 60_000),
            (called("documentMidpointCompletions"), 500_000, 300_000),
            (called("documentThirdQuartileCompletions"), 600_000, 300_000),
            (called("documentCompletions"), 700_000, 250_000),
        ),
    )
    conversions = ("externalWebsiteConversions", 10_000, 60_000, "site")
    yield from _attributed(prefix, *conversions, "whole")
    opens = called("oneClickLeadFormOpens")
    yield _late(opens, clicked, 80_000, 120_000, "lead")
    yield _late(called("oneClickLeads"), opens, 150_000, 350_000, "lead")
    yield from _attributed(prefix, "jobApplications", 3_000, 9_000, "site", "text")
    yield from _attributed(prefix, "jobApplyClicks", 10_000, 30_000, "site", "text")
    yield from _attributed(prefix, "registrations", 4_000, 12_000, "site", "text")


def _costs_per_event_view() -> Iterator[Metric]:
    for suffix in _WATCHED:
        yield Metric(
            f"costPerEventView{suffix}", "costInLocalCurrency", topic="event",
            form="fraction", per=f"eventViews{suffix}",
        )  # fmt: skip
        yield Metric(
            f"averageEventWatchTime{suffix}", "eventWatchTime", topic="event",
            form="fraction", per=f"eventViews{suffix}",
        )  # fmt: skip


_WATCHED: Final = ("", "Over15Seconds", "Over30Seconds", "Over2Minutes")
#: Reach is not a share: it follows from all impressions of a report's element.
REACH: Final = "approximateMemberReach"
PENETRATION: Final = "audiencePenetration"
#: A metric follows those it is made from.
METRICS: Final = (
    Metric("impressions"),
    Metric("costInLocalCurrency", "impressions", 900_000, 2_500_000, form="money"),
    Metric("costInUsd", "costInLocalCurrency", form="money"),
    Metric("viralImpressions", "impressions", 20_000, 40_000),
    *_of_both(""),
    *_of_both("viral"),
    Metric("sends", "impressions", 1_000_000, 1, "message"),
    Metric("opens", "sends", 300_000, 300_000, "message"),
    Metric("actionClicks", "clicks", 300_000, 300_000, "message"),
    Metric("adUnitClicks", "clicks", 20_000, 60_000, "message"),
    Metric("textUrlClicks", "clicks", 200_000, 200_000, "message"),
    Metric("headlineImpressions", "impressions", 200_000, 400_000, "card"),
    Metric("headlineClicks", "clicks", 100_000, 200_000, "card"),
    Metric("leadGenerationMailContactInfoShares", "sends", 2_000, 6_000, "message", is_late=True),
    Metric("leadGenerationMailInterestedClicks", "sends", 4_000, 9_000, "message", is_late=True),
    Metric("videoWatchTime", "videoViews", 6_000_000, 14_000_000, "video"),
    Metric(
        "averageVideoWatchTime", "videoWatchTime", topic="video", form="fraction", per="videoViews"
    ),
    *_chain(
        "event",
        "impressions",
        (
            ("eventViews", 40_000, 60_000),
            ("eventViewsOver15Seconds", 500_000, 300_000),
            ("eventViewsOver30Seconds", 600_000, 200_000),
            ("eventViewsOver2Minutes", 300_000, 300_000),
        ),
    ),
    Metric("eventWatchTime", "eventViews", 30_000_000, 60_000_000, "event"),
    *_costs_per_event_view(),
    _late(
        "conversionValueInLocalCurrency",
        "externalWebsiteConversions",
        2_500_000_000,
        7_500_000_000,
        "site",
        "money",
    ),
    _late("validWorkEmailLeads", "oneClickLeads", 400_000, 400_000, "lead"),
    _late("qualifiedLeads", "oneClickLeads", 150_000, 250_000, "lead"),
    Metric(
        "costPerQualifiedLead", "costInLocalCurrency", topic="lead", form="money",
        per="qualifiedLeads",
    ),
    _late("talentLeads", "oneClickLeads", 20_000, 60_000, "lead"),
    _late("appointmentsScheduled", "oneClickLeads", 20_000, 60_000, "lead"),
    Metric("_dwellSeconds", "impressions", 3_000_000, 6_000_000),
    Metric("averageDwellTime", "_dwellSeconds", per="impressions"),
    Metric(REACH, "impressions"),
    Metric(PENETRATION, "impressions", form="fraction"),
)  # fmt: skip
METRIC_NAMES: Final = tuple(each.name for each in METRICS if not each.name.startswith("_"))
PLACES: Final = {metric.name: place for place, metric in enumerate(METRICS)}


def needed_metrics(names: frozenset[str]) -> tuple[Metric, ...]:
    """Return the metrics to compute in order to know some: themselves, and what they are made from.

    Args:
        names: of metrics; impressions are always among the answer, unknown names never.

    Example:
        >>> [metric.name for metric in needed_metrics(frozenset({"likes", "nothing"}))]
        ['impressions', 'reactions', 'likes']
    """
    needed = {"impressions"}
    for metric in reversed(METRICS):
        if metric.name in names | needed:
            needed |= {metric.name, metric.base, metric.rest_of, metric.per}
    return tuple(metric for metric in METRICS if metric.name in needed)


def topics_of(objective: str, format_: str) -> frozenset[str]:
    """Return what a campaign with this objective and format is about: which metrics it has."""
    return frozenset({"", *_BY_OBJECTIVE.get(objective, ()), *_BY_FORMAT.get(format_, ())})


_BY_OBJECTIVE: Final = {
    "LEAD_GENERATION": ("lead",),
    "WEBSITE_VISIT": ("site",),
    "BRAND_AWARENESS": ("site",),
}
_BY_FORMAT: Final = {
    "SINGLE_VIDEO": ("video",),
    "CAROUSEL": ("card",),
    "SPONSORED_UPDATE_NATIVE_DOCUMENT": ("document",),
    "SPONSORED_UPDATE_EVENT": ("event",),
    "SPONSORED_INMAILS": ("message",),
}
