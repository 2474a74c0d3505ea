"""The metrics of `adAnalytics`: what kind of number each is, and where it does not exist.

LinkedIn leaves out a metric that is zero, or sends zero, or leaves out the whole row; sources
disagree on when. So the three mean the same here. An average of nothing is not zero but unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from linkedin_api.argument_checks import texts
from linkedin_api.errors import InvalidArgumentError
from linkedin_api.near_names import did_you_mean

#: A count and an amount of money can be zero; a rate is unknown without anything to divide.
MetricKind = Literal["count", "money", "rate"]


class Metric(NamedTuple):
    """A metric.

    Attributes:
        name: LinkedIn's name.
        kind: `count`, `money`, or `rate` for averages, costs per something and approximations,
            which cannot be summed.
        about: what it counts.
    """

    name: str
    kind: MetricKind = "count"
    about: str = ""


def _metrics(kind: MetricKind, **abouts: str) -> Iterable[Metric]:
    return (Metric(name, kind, about) for name, about in abouts.items())


_counts = partial(_metrics, "count")
_money = partial(_metrics, "money")
_rates = partial(_metrics, "rate")


_PAID: Final = (
    *_counts(
        impressions="times it was shown; of a message ad, messages sent",
        clicks="clicks that are charged",
    ),
    *_money(
        costInLocalCurrency="cost in the currency of the account",
        costInUsd="cost in US dollars",
    ),
    *_counts(sends="messages sent", opens="messages opened"),
    *_rates(
        approximateMemberReach="members who saw it, approximately; never sum it",
        audiencePenetration="share of the audience that was reached",
        averageDwellTime="seconds that it was on the screen, on average",
    ),
    *_counts(
        actionClicks="clicks on the action of a message ad",
        adUnitClicks="clicks on the ad unit beside a message ad",
        companyPageClicks="clicks on the page of the organization",
        landingPageClicks="clicks that led to the landing page",
        textUrlClicks="clicks on links in the text",
        headlineClicks="clicks on the name of the member who viewed it",
        headlineImpressions="times that the name of the member was shown",
        downloadClicks="clicks on downloads",
        subscriptionClicks="clicks on subscriptions",
        cardClicks="clicks on cards of a carousel",
        cardImpressions="times that cards of a carousel were shown",
        totalEngagements="clicks and social actions together",
        otherEngagements="engagements of no other kind",
        likes="likes",
        reactions="reactions",
        comments="comments",
        commentLikes="likes of comments",
        shares="reposts",
        follows="new followers of the organization",
        fullScreenPlays="times a video was played on the full screen",
        videoStarts="times a video started",
        videoViews="views of at least two seconds with half of the video in view, or clicks",
        videoFirstQuartileCompletions="times a quarter of a video was played",
        videoMidpointCompletions="times half of a video was played",
        videoThirdQuartileCompletions="times three quarters of a video were played",
        videoCompletions="times nearly the whole video was played (97 to 100 %)",
        videoWatchTime="time that videos were watched",
    ),
    *_rates(averageVideoWatchTime="time that a video was watched, on average"),
    *_counts(
        documentFirstQuartileCompletions="times a quarter of a document was read",
        documentMidpointCompletions="times half of a document was read",
        documentThirdQuartileCompletions="times three quarters of a document were read",
        documentCompletions="times a whole document was read",
        eventViews="views of an event",
        eventViewsOver15Seconds="views of an event of more than 15 seconds",
        eventViewsOver30Seconds="views of an event of more than 30 seconds",
        eventViewsOver2Minutes="views of an event of more than 2 minutes",
        eventWatchTime="time that events were watched",
    ),
    *_rates(
        averageEventWatchTime="time that an event was watched, on average",
        averageEventWatchTimeOver15Seconds="the same for views of more than 15 seconds",
        averageEventWatchTimeOver30Seconds="the same for views of more than 30 seconds",
        averageEventWatchTimeOver2Minutes="the same for views of more than 2 minutes",
        costPerEventView="cost for each view of an event",
        costPerEventViewOver15Seconds="cost for each view of more than 15 seconds",
        costPerEventViewOver30Seconds="cost for each view of more than 30 seconds",
        costPerEventViewOver2Minutes="cost for each view of more than 2 minutes",
    ),
    *_counts(
        externalWebsiteConversions="conversions on websites",
        externalWebsitePostClickConversions="conversions after a click",
        externalWebsitePostViewConversions="conversions after a view without a click",
    ),
    *_money(conversionValueInLocalCurrency="value of conversions, in the account's currency"),
    *_counts(
        oneClickLeads="lead forms that were sent in",
        oneClickLeadFormOpens="lead forms that were opened",
        validWorkEmailLeads="leads with a valid e-mail address of work",
        qualifiedLeads="leads that the CRM calls qualified",
    ),
    *_rates(costPerQualifiedLead="cost for each qualified lead"),
    *_counts(
        talentLeads="leads of talent ads",
        leadGenerationMailContactInfoShares="contact details shared through message ads",
        leadGenerationMailInterestedClicks="clicks that express interest in a message ad",
        appointmentsScheduled="appointments made",
    ),
    *_money(
        jobApplications="applications for jobs",
        postClickJobApplications="applications after a click",
        postViewJobApplications="applications after a view without a click",
        jobApplyClicks="clicks on apply",
        postClickJobApplyClicks="clicks on apply after a click on the ad",
        postViewJobApplyClicks="clicks on apply after a view of the ad",
        registrations="registrations",
        postClickRegistrations="registrations after a click",
        postViewRegistrations="registrations after a view without a click",
    ),
)
#: Metrics that members' shares of an ad also have; LinkedIn charges nothing for them.
_VIRAL: Final = (
    "clicks", "cardClicks", "cardImpressions", "companyPageClicks", "downloadClicks",
    "landingPageClicks", "subscriptionClicks", "impressions", "totalEngagements",
    "otherEngagements", "likes", "reactions", "comments", "commentLikes", "shares", "follows",
    "fullScreenPlays", "videoStarts", "videoViews", "videoFirstQuartileCompletions",
    "videoMidpointCompletions", "videoThirdQuartileCompletions", "videoCompletions",
    "documentFirstQuartileCompletions", "documentMidpointCompletions",
    "documentThirdQuartileCompletions", "documentCompletions", "externalWebsiteConversions",
    "externalWebsitePostClickConversions", "externalWebsitePostViewConversions", "oneClickLeads",
    "oneClickLeadFormOpens", "jobApplications", "postClickJobApplications",
    "postViewJobApplications", "jobApplyClicks", "postClickJobApplyClicks",
    "postViewJobApplyClicks", "registrations", "postClickRegistrations", "postViewRegistrations",
)  # fmt: skip


def _viral() -> Iterable[Metric]:
    paid = {metric.name: metric for metric in _PAID}
    for name in _VIRAL:
        _, kind, about = paid[name]
        yield Metric(f"viral{name[0].upper()}{name[1:]}", kind, f"{about}; of members' shares")


#: All metrics by name: 117 (documented, 202606).
METRICS: Final[Mapping[str, Metric]] = MappingProxyType(
    {metric.name: metric for metric in (*_PAID, *_viral())}
)
#: What most reports need; one call has room for them.
DEFAULT_METRICS: Final = (
    "impressions", "clicks", "costInLocalCurrency", "costInUsd", "landingPageClicks",
    "totalEngagements", "reactions", "comments", "shares", "follows", "videoViews",
    "videoCompletions", "oneClickLeads", "oneClickLeadFormOpens", "externalWebsiteConversions",
    "externalWebsitePostClickConversions", "externalWebsitePostViewConversions",
    "conversionValueInLocalCurrency",
)  # fmt: skip
_REACH: Final = frozenset({"approximateMemberReach", "audiencePenetration"})
_CONVERSIONS: Final = frozenset(name for name in METRICS if "onversion" in name)
_NOT_OF_MEMBERS: Final = frozenset(
    {
        "conversionValueInLocalCurrency", "cardClicks", "cardImpressions", "viralCardClicks",
        "viralCardImpressions", "approximateMemberReach", "audiencePenetration",
    }
)  # fmt: skip
#: By pivot: metrics that do not exist for it (documented).
_NOT_FOR: Final[Mapping[str, frozenset[str]]] = {
    "IMPRESSION_DEVICE_TYPE": _REACH | _CONVERSIONS,
    "CREATIVE": frozenset({"audiencePenetration"}),
}


def exist_for_pairs(names: Iterable[str]) -> bool:
    """Whether metrics certainly exist if figures are broken down by the account too.

    Reach, the share of the audience and the reading of documents exist for some pivots only, and
    LinkedIn does not say for which pairs.

    Example:
        >>> exist_for_pairs(DEFAULT_METRICS), exist_for_pairs(["clicks", "audiencePenetration"])
        (True, False)
    """
    return not any(name in _REACH or "ocument" in name for name in names)


def check_metrics(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names of metrics in order, without duplicates.

    Raises:
        InvalidArgumentError: there is no such metric, or none is given.

    Example:
        >>> check_metrics(["clicks", "impressions", "clicks"])
        ('clicks', 'impressions')
    """
    found = tuple(dict.fromkeys(texts("metrics", names)))
    for name in found:
        if name not in METRICS:
            raise InvalidArgumentError(
                f"LinkedIn has no metric {name!r}: metrics takes any of its {len(METRICS)}, such as"
                f" {', '.join(DEFAULT_METRICS[:3])}{did_you_mean(name, METRICS)}"
            )
    if not found:
        raise InvalidArgumentError("metrics must not be empty")
    return found


def metrics_for(names: Sequence[str], pivots: Iterable[str]) -> tuple[str, ...]:
    """Return the metrics that exist for pivots.

    Example:
        >>> metrics_for(["clicks", "conversionValueInLocalCurrency"], ["MEMBER_SENIORITY"])
        ('clicks',)
    """
    missing: frozenset[str] = frozenset()
    for pivot in pivots:
        missing |= _NOT_OF_MEMBERS if pivot.startswith("MEMBER_") else _NOT_FOR.get(pivot, missing)
    return tuple(name for name in names if name not in missing)
