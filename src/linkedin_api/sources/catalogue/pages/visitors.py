"""Who looked at organizations' pages: in all, by who they are, and day by day."""

from __future__ import annotations

from typing import Final

from linkedin_api.sources.catalogue.pages import documentation
from linkedin_api.sources.catalogue.pages.permissions import ADMINISTRATION, ADMINISTRATOR, PRODUCT
from linkedin_api.sources.catalogue.pages.records import LATE, bucket
from linkedin_api.sources.catalogue.schema import Schema, array, integer, record, row, text, urn
from linkedin_api.sources.catalogue.table import Table
from linkedin_api.sources.queries import LifetimeStatistics, TimeBoundStatistics

_RESOURCE: Final = "organizationPageStatistics"
_WHOSE: Final = urn("the organization")

#: Parts of a page, as LinkedIn names them within the names of views.
_PARTS: Final = (
    "overview", "about", "people", "jobs", "careers", "lifeAt", "insights", "products",
)  # fmt: skip
#: Views of all parts and of each, from anywhere, from desktops, from mobiles.
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
    return record({name: record(counters) for name in _VIEWS}, "views by part and device")


_EVER: Final = _views(pageViews=integer("how often it was looked at"))
_DAILY: Final = _views(
    pageViews=integer("how often it was looked at"),
    uniquePageViews=integer("by how many visitors"),
)

_CAREERS: Final = record(
    {
        "careersPageBannerPromoClicks": integer("on the banner"),
        "careersPagePromoLinksClicks": integer("on links"),
        "careersPageEmployeesClicks": integer("on employees"),
        "careersPageJobsClicks": integer("on jobs"),
    }
)
_BUTTONS: Final = array(
    record({"customButtonType": text("such as `VISIT_WEBSITE`"), "clicks": integer("how many")})
)
_CLICKS: Final = record(
    {
        "careersPageClicks": {**_CAREERS, "description": "on the careers page, from desktops"},
        "mobileCareersPageClicks": {**_CAREERS, "description": "the same, from mobiles"},
        "desktopCustomButtonClickCounts": {
            **_BUTTONS,
            "description": "on the button that the organization chose, from desktops",
        },
        "mobileCustomButtonClickCounts": {**_BUTTONS, "description": "the same, from mobiles"},
    },
    "clicks on the page",
)


def _by(facet: str, value: Schema, about: str) -> Schema:
    return array(record({facet: value, "pageStatistics": record({"views": _EVER})}), about)


_BREAKDOWNS: Final = {
    "pageStatisticsBySeniority": _by("seniority", urn("the seniority"), "by seniority"),
    "pageStatisticsByFunction": _by("function", urn("the function"), "by what visitors do"),
    "pageStatisticsByStaffCountRange": _by(
        "staffCountRange", text("such as `SIZE_11_TO_50`"), "by the size of where they work"
    ),
    # These three tell `allPageViews` only (documented).
    "pageStatisticsByIndustryV2": _by("industryV2", urn("the industry"), "by industry"),
    "pageStatisticsByGeo": _by("geo", urn("the region"), "by the region where they live"),
    "pageStatisticsByGeoCountry": _by("geo", urn("the country"), "by country"),
    "pageStatisticsByTargetedContent": array(None, "by content shown to chosen visitors"),
}

VISITORS: Final = (
    Table(
        name="page_statistics",
        about="Views of an organization's page of all time, also by who looked.",
        query=LifetimeStatistics(f"/{_RESOURCE}", "organization"),
        schema=row(
            {
                "organization": _WHOSE,
                "totalPageStatistics": record({"views": _EVER, "clicks": _CLICKS}, "in all"),
                **_BREAKDOWNS,
            }
        ),
        primary_key=("organization",),
        resource=_RESOURCE,
        product=PRODUCT,
        source=documentation.PAGE_STATISTICS,
        calls="one for each organization",
        organization="organization",
        permissions=(ADMINISTRATION,),
        roles=ADMINISTRATOR,
        notes="`allPageViews` is the sum of those from desktops and from mobiles."
        " By industry and by place, it is all that is told.",
    ),
    Table(
        name="page_statistics_time_bound",
        about="Views of an organization's page on a day or in a month.",
        query=TimeBoundStatistics(f"/{_RESOURCE}", "organization"),
        schema=row(
            {
                "organization": _WHOSE,
                **bucket(),
                "totalPageStatistics": record({"views": _DAILY, "clicks": _CLICKS}, "in all"),
            }
        ),
        primary_key=("organization", "timeRangeStart", "timeRangeEnd"),
        resource=_RESOURCE,
        product=PRODUCT,
        source=documentation.PAGE_STATISTICS,
        calls="one for each organization of which there is something new",
        cursor="timeRangeEnd",
        organization="organization",
        permissions=(ADMINISTRATION,),
        roles=ADMINISTRATOR,
        notes=f"{LATE} `uniquePageViews` must not be summed: who came on two days is in both.",
    ),
)
