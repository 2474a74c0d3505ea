"""Advertising: accounts, their users, campaign groups, campaigns, creatives and reports."""

from typing import Final

from linkedin_api.sandbox.catalog.ad_accounts import ACCOUNTS_AND_USERS
from linkedin_api.sandbox.catalog.ad_campaigns import GROUPS
from linkedin_api.sandbox.catalog.analytics import ANALYTICS

ADS: Final = (*ACCOUNTS_AND_USERS, GROUPS, ANALYTICS)
