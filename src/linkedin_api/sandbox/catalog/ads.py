"""Advertising: accounts, campaigns, creatives, reports, conversions, leads and targets."""

from typing import Final

from linkedin_api.sandbox.catalog.ad_accounts import ACCOUNTS_AND_USERS
from linkedin_api.sandbox.catalog.ad_campaigns import GROUPS
from linkedin_api.sandbox.catalog.ad_targeting import TARGETING
from linkedin_api.sandbox.catalog.analytics import ANALYTICS
from linkedin_api.sandbox.catalog.conversions import CONVERSIONS
from linkedin_api.sandbox.catalog.lead_forms import LEAD_FORMS
from linkedin_api.sandbox.catalog.lead_responses import LEAD_RESPONSES

ADS: Final = (
    *ACCOUNTS_AND_USERS,
    GROUPS,
    ANALYTICS,
    *CONVERSIONS,
    LEAD_FORMS,
    LEAD_RESPONSES,
    *TARGETING,
)
