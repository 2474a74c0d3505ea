"""Names of URNs: regions, industries, job functions, seniorities, job titles, organizations."""

from __future__ import annotations

from typing import Final

from linkedin_api.resource_access import ADVERTISING
from linkedin_api.sources.catalogue.ads.records import GUIDE
from linkedin_api.sources.catalogue.schema import integer, moment, required, row, text, urn
from linkedin_api.sources.catalogue.table import Table
from linkedin_api.sources.queries.ad_lists import UrnNames

NAMES: Final = Table(
    name="ad_names",
    about="The name of a region, industry, job function, seniority, job title or organization.",
    query=UrnNames("ad_names"),
    schema=row(
        {
            "urn": required(urn("what is named")),
            "kind": text("such as `geo` or `seniority`"),
            "id": integer("the number in the URN"),
            "name": text("its name in English"),
            "facetUrn": urn("the facet of targeting that it belongs to"),
            "lookedUpAt": required(moment("when the name was looked up")),
        }
    ),
    primary_key=("urn",),
    resource="adTargetingEntities",
    product=ADVERTISING,
    source=f"{GUIDE}/integrations/ads/advertising-targeting/ads-targeting",
    calls="one for each 100 URNs that the sync saw",
    cursor="lookedUpAt",
    options=lambda _scope: {},
    notes="It has names of what the same sync reads of `ad_campaign_demographics` and of your own"
    " reports on members (`valueUrn`), and of `ad_campaigns` (`targetingCriteria`); names of"
    " earlier syncs stay. Read by itself, it adds nothing.",
)
