"""Posts of organizations, what became of each, and how each was received."""

from __future__ import annotations

from typing import Any, Final

from linkedin_api.sources.catalogue.pages import documentation, permissions
from linkedin_api.sources.catalogue.pages.post_content import CONTENT
from linkedin_api.sources.catalogue.pages.shares import COUNTERS, ENGAGEMENT, MENTIONS, RESOURCE
from linkedin_api.sources.catalogue.schema import (
    array,
    boolean,
    integer,
    mapping,
    moment,
    record,
    row,
    text,
    urn,
)
from linkedin_api.sources.catalogue.table import Table
from linkedin_api.sources.queries import PostBatchGet, Posts, PostStatistics
from linkedin_api.sources.queries.query import Record

_WHOSE: Final = urn("the organization")
_ASKED: Final = urn("the post, `id` in `posts`")
#: What a post had to which nothing happened.
_NOTHING: Final = {**dict.fromkeys(COUNTERS, 0), "engagement": 0.0}

_POST: Final = row(
    {
        "id": urn("the post, a `share` or a `ugcPost`"),
        "author": _WHOSE,
        "commentary": text("its text, in LinkedIn's little text format"),
        "content": CONTENT,
        "contentCallToActionLabel": text("what its button says, such as `APPLY`"),
        "contentLandingPage": text("where a click leads"),
        "visibility": text("such as `PUBLIC`"),
        "distribution": record(
            {
                "feedDistribution": text("`MAIN_FEED` or `NONE`"),
                "targetEntities": array(
                    mapping(array(text()), "URNs or codes by facet"), "to whom it is shown"
                ),
                "thirdPartyDistributionChannels": array(None, "where else it is shown"),
            },
            "where it is shown",
        ),
        "container": urn("the group or event it was posted in"),
        "lifecycleState": text("such as `PUBLISHED`"),
        "lifecycleStateInfo": record(
            {
                "isEditedByAuthor": boolean("whether it was changed afterwards"),
                "contentStatus": text("how far its media are"),
                "reviewStatus": text("how far LinkedIn's review is"),
            }
        ),
        "isReshareDisabledByAuthor": boolean("whether nobody may repost it"),
        "reshareContext": record(
            {"parent": urn("the post that it reposts"), "root": urn("the first of all reposted")}
        ),
        "adContext": record(
            {
                "dscAdAccount": urn("the advertising account"),
                "dscAdType": text("such as `STANDARD`"),
                "dscName": text("its name among advertisements"),
                "dscStatus": text("such as `ACTIVE`"),
                "isDsc": boolean("whether only the advertisement shows it"),
            },
            "if it is an advertisement",
        ),
        "createdAt": moment("when it was written"),
        "publishedAt": moment("when it was published"),
        "lastModifiedAt": moment("when it was last changed"),
    }
)

_POST_STATISTICS: Final = row(
    {
        "post": _ASKED,
        "organizationalEntity": _WHOSE,
        "share": urn("the post, if it is a share"),
        "ugcPost": urn("the post, if it is a ugcPost"),
        "totalShareStatistics": record(
            {
                **{name: integer(about) for name, about in (COUNTERS | MENTIONS).items()},
                "engagement": ENGAGEMENT,
            },
            "what became of it",
        ),
    }
)

_REACTION: Final = record({"reactionType": text(), "count": integer("how many reacted so")})
#: In the words of people: like, celebrate, love, insightful, support, funny.
_REACTIONS: Final = ("LIKE", "PRAISE", "EMPATHY", "INTEREST", "APPRECIATION", "ENTERTAINMENT")

_SOCIAL_METADATA: Final = row(
    {
        "post": _ASKED,
        "organizationalEntity": _WHOSE,
        "entity": urn("the post, as LinkedIn names it here"),
        "reactionSummaries": mapping(
            _REACTION,
            "reactions by kind, without those of none",
            dict.fromkeys(_REACTIONS, _REACTION),
        ),
        "commentSummary": record(
            {
                "count": integer("comments"),
                "topLevelCount": integer("comments that are no answers to others"),
            }
        ),
        "commentsState": text("`OPEN` or `CLOSED`"),
    }
)


def _of_organization(metadata: Record, organization: str) -> dict[str, Any]:
    return {**metadata, "organizationalEntity": organization}


POSTS: Final = (
    Table(
        name="posts",
        about="A post that an organization published.",
        query=Posts(),
        schema=_POST,
        primary_key=("id",),
        resource="posts",
        product=permissions.PRODUCT,
        source=documentation.POSTS,
        calls="one for each 100 posts of an organization, and one more",
        organization="author",
        permissions=(permissions.SOCIAL,),
        roles=permissions.POSTER,
        notes="Drafts are not there, and a post that was deleted is gone at the next reading."
        " `commentary` is told as it was written, with hashtags and mentions marked up.",
    ),
    Table(
        name="post_statistics",
        about="What became of one post in the last 12 months; zeros if nothing did.",
        query=PostStatistics(f"/{RESOURCE}", "organizationalEntity", _NOTHING),
        schema=_POST_STATISTICS,
        primary_key=("post",),
        resource=RESOURCE,
        product=permissions.PRODUCT,
        source=documentation.SHARE_STATISTICS,
        calls="one for each 100 posts of an organization, beside those for `posts`",
        organization="organizationalEntity",
        permissions=(permissions.SOCIAL, permissions.ADMINISTRATION),
        roles=permissions.ADMINISTRATOR,
        notes="LinkedIn leaves out posts to which nothing happened; here they are rows of zeros,"
        " so that each post has its row. What advertising brought is not counted.",
    ),
    Table(
        name="social_metadata",
        about="How one post was received, today: reactions by kind, and comments.",
        query=PostBatchGet("/socialMetadata", _of_organization),
        schema=_SOCIAL_METADATA,
        primary_key=("post",),
        resource="socialMetadata",
        product=permissions.PRODUCT,
        source=documentation.SOCIAL_METADATA,
        calls="one for each 100 posts of an organization, beside those for `posts`",
        organization="organizationalEntity",
        permissions=(permissions.SOCIAL,),
        roles=permissions.POSTER,
        notes="What advertising brought is counted too, unlike in `post_statistics`."
        " A post that is deleted between two calls has no row. LinkedIn's page names the newer"
        " permission `r_organization_social_feed`: ask for it too if the application has it.",
    ),
)
