"""Views of organizations' pages: in total, by demographic, and for each day."""

from __future__ import annotations

from typing import Final

from linkedin_api.sources.catalogue.pages.records import GUIDE, LATE, bucket, by_day, in_total
from linkedin_api.sources.catalogue.schema import Schema, array, integer, record, text, urn

_RESOURCE: Final = "organizationPageStatistics"
_SOURCE: Final = f"{GUIDE}/organizations/page-statistics"

#: Sections of a page, as in LinkedIn's field names.
_PARTS: Final = (
    "overview", "about", "people", "jobs", "careers", "lifeAt", "insights", "products",
)  # fmt: skip
#: Views of the whole page and of each section: in total, on desktop, on mobile.
_VIEWS: Final = (
    "allPageViews",
    "allDesktopPageViews",
    "allMobilePageViews",
    *(
        f"{name}PageViews"
        for part in _PARTS
        for title in [part[0].upper() + part[1:]]
        for name in (part, f"desktop{title}", f"mobile{title}")
    ),
)


def _views(**counters: Schema) -> Schema:
    return record({name: record(counters) for name in _VIEWS}, "views by section and device")


_EVER: Final = _views(pageViews=integer("page views"))
_DAILY: Final = _views(
    pageViews=integer("page views"),
    uniquePageViews=integer("unique visitors"),
)

_CAREERS: Final = {
    "careersPageBannerPromoClicks": integer("clicks on the banner"),
    "careersPagePromoLinksClicks": integer("clicks on links"),
    "careersPageEmployeesClicks": integer("clicks on employees"),
    "careersPageJobsClicks": integer("clicks on jobs"),
}
_BUTTON: Final = record(
    {"customButtonType": text("such as `VISIT_WEBSITE`"), "clicks": integer("number of clicks")}
)
_CLICKS: Final = record(
    {
        "careersPageClicks": record(_CAREERS, "clicks on the careers page, on desktop"),
        "mobileCareersPageClicks": record(_CAREERS, "clicks on the careers page, on mobile"),
        "desktopCustomButtonClickCounts": array(_BUTTON, "clicks on the custom button, on desktop"),
        "mobileCustomButtonClickCounts": array(_BUTTON, "clicks on the custom button, on mobile"),
    },
    "clicks on the page",
)


def _by(facet: str, value: Schema, about: str) -> Schema:
    return array(record({facet: value, "pageStatistics": record({"views": _EVER})}), about)


_BREAKDOWNS: Final = {
    "pageStatisticsBySeniority": _by("seniority", urn("the seniority"), "by seniority"),
    "pageStatisticsByFunction": _by("function", urn("the job function"), "by job function"),
    "pageStatisticsByStaffCountRange": _by(
        "staffCountRange", text("such as `SIZE_11_TO_50`"), "by company size"
    ),
    # These three have `allPageViews` only (documented).
    "pageStatisticsByIndustryV2": _by("industryV2", urn("the industry"), "by industry"),
    "pageStatisticsByGeo": _by("geo", urn("the region"), "by region of residence"),
    "pageStatisticsByGeoCountry": _by("geo", urn("the country"), "by country"),
    "pageStatisticsByTargetedContent": array(None, "by targeted content"),
}

#: They hold all figures of a row, so analysts leave out their names: `all_page_views`.
_UNSAID: Final = ("totalPageStatistics", "pageStatistics", "views", "clicks")

VISITORS: Final = (
    in_total(
        _RESOURCE,
        "organization",
        {
            "totalPageStatistics": record({"views": _EVER, "clicks": _CLICKS}, "in total"),
            **_BREAKDOWNS,
        },
        name="page_statistics",
        about="All-time views of an organization's page, also by demographic.",
        source=_SOURCE,
        notes="`allPageViews` is the sum of the views on desktop and on mobile."
        " Breakdowns by industry and by place have no other counts.",
        unsaid=_UNSAID,
    ),
    by_day(
        _RESOURCE,
        "organization",
        {
            **bucket(),
            "totalPageStatistics": record({"views": _DAILY, "clicks": _CLICKS}, "in total"),
        },
        name="page_statistics_time_bound",
        about="Views of an organization's page on one day or in one month.",
        source=_SOURCE,
        notes=f"{LATE} Do not sum `uniquePageViews`: a visitor on two days is counted on both.",
        unsaid=_UNSAID,
    ),
)
