"""Advertising: accounts, their users, campaigns, creatives, reports, conversions and leads."""

from typing import Final

from linkedin_api.sandbox.catalog.ad_accounts import ACCOUNTS_AND_USERS
from linkedin_api.sandbox.catalog.ad_campaigns import GROUPS
from linkedin_api.sandbox.catalog.analytics import ANALYTICS
from linkedin_api.sandbox.catalog.conversions import CONVERSIONS

ADS: Final = (*ACCOUNTS_AND_USERS, GROUPS, ANALYTICS, *CONVERSIONS)
