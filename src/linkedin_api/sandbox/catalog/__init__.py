"""The resources a sandbox serves, one module per product of LinkedIn's."""

from typing import Final

from linkedin_api.sandbox.catalog.ad_accounts import ACCOUNTS_AND_USERS
from linkedin_api.sandbox.catalog.ad_campaigns import GROUPS
from linkedin_api.sandbox.catalog.ad_targeting import TARGETING
from linkedin_api.sandbox.catalog.administration import ACCESS
from linkedin_api.sandbox.catalog.analytics import ANALYTICS
from linkedin_api.sandbox.catalog.authorizations import AUTHORIZATIONS
from linkedin_api.sandbox.catalog.conversions import CONVERSIONS
from linkedin_api.sandbox.catalog.fields_of_study import FIELDS_OF_STUDY
from linkedin_api.sandbox.catalog.follower_statistics import FOLLOWERS
from linkedin_api.sandbox.catalog.identity import IDENTITY, MEMBER
from linkedin_api.sandbox.catalog.lead_forms import LEAD_FORMS
from linkedin_api.sandbox.catalog.lead_responses import LEAD_RESPONSES
from linkedin_api.sandbox.catalog.learning import LEARNING
from linkedin_api.sandbox.catalog.media import MEDIA
from linkedin_api.sandbox.catalog.organizations import ORGANIZATIONS
from linkedin_api.sandbox.catalog.page_statistics import PAGES
from linkedin_api.sandbox.catalog.posts import POSTS
from linkedin_api.sandbox.catalog.reactions import REACTIONS
from linkedin_api.sandbox.catalog.share_statistics import SHARES
from linkedin_api.sandbox.catalog.social_actions import SOCIAL_ACTIONS
from linkedin_api.sandbox.catalog.social_metadata import SOCIAL_METADATA
from linkedin_api.sandbox.catalog.vector_assets import VECTOR_ASSETS

CATALOG: Final = (
    *IDENTITY,
    *ACCOUNTS_AND_USERS,
    GROUPS,
    ANALYTICS,
    *CONVERSIONS,
    LEAD_FORMS,
    LEAD_RESPONSES,
    *TARGETING,
    *POSTS,
    *MEDIA,
    *VECTOR_ASSETS,
    *ORGANIZATIONS,
    *ACCESS,
    *AUTHORIZATIONS,
    *FOLLOWERS,
    *SHARES,
    *PAGES,
    *SOCIAL_METADATA,
    *SOCIAL_ACTIONS,
    *REACTIONS,
    *LEARNING,
    *FIELDS_OF_STUDY,
)

__all__ = ["CATALOG", "MEMBER"]
