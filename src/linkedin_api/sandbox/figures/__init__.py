"""Figures that agree: what happened to organizations, their posts and pages, from a seed.

The catalogue's statistics read from here, and so can tests: `Sandbox.figures` says what a
table that was loaded from the sandbox must contain.

* `Figures.posts_of(organization)` makes the posts that `/rest/posts?q=author` serves, with
  number, URN, author and time; `find_post(urn)` finds one of them without looking further.
* `follower_gains`, `followers`, `share_totals`, `post_totals`, `page_totals`: the numbers.
* `roles_of(member, organization)`: what a member may do for an organization.
* `ads`: the advertising accounts, and what reports on them contain: `Figures.ads.rows(pivots)`;
  `Figures.ads.leads.of(account)` are the leads of an account.
"""

from linkedin_api.sandbox.figures.ad_leads import Lead, Leads
from linkedin_api.sandbox.figures.ad_tree import AdAccount, AdCampaign, AdCampaignGroup, AdCreative
from linkedin_api.sandbox.figures.ads import AdRow, Advertising
from linkedin_api.sandbox.figures.figures import Figures
from linkedin_api.sandbox.figures.followers import Gain
from linkedin_api.sandbox.figures.organizations import Organization, Role
from linkedin_api.sandbox.figures.pages import PageTotals
from linkedin_api.sandbox.figures.posts import Post, ShareTotals

__all__ = [
    "AdAccount",
    "AdCampaign",
    "AdCampaignGroup",
    "AdCreative",
    "AdRow",
    "Advertising",
    "Figures",
    "Gain",
    "Lead",
    "Leads",
    "Organization",
    "PageTotals",
    "Post",
    "Role",
    "ShareTotals",
]
