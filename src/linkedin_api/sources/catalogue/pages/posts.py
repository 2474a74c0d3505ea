"""Posts of organizations, their statistics, and the reactions to them."""

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
#: The statistics of a post without any activity.
_NOTHING: Final = {**dict.fromkeys(COUNTERS, 0), "engagement": 0.0}

_POST: Final = row(
    {
        "id": urn("the post, a `share` or a `ugcPost`"),
        "author": _WHOSE,
        "commentary": text("its text, in LinkedIn's little text format"),
        "content": CONTENT,
        "contentCallToActionLabel": text("label of its button, such as `APPLY`"),
        "contentLandingPage": text("URL of the landing page"),
        "visibility": text("such as `PUBLIC`"),
        "distribution": record(
            {
                "feedDistribution": text("`MAIN_FEED` or `NONE`"),
                "targetEntities": array(
                    mapping(array(text()), "URNs or codes by facet"), "target audience"
                ),
                "thirdPartyDistributionChannels": array(None, "other channels that show it"),
            },
            "distribution",
        ),
        "container": urn("the group or event that contains it"),
        "lifecycleState": text("such as `PUBLISHED`"),
        "lifecycleStateInfo": record(
            {
                "isEditedByAuthor": boolean("whether its author edited it"),
                "contentStatus": text("status of its media"),
                "reviewStatus": text("status of LinkedIn's review"),
            }
        ),
        "isReshareDisabledByAuthor": boolean("whether its author disabled reposts"),
        "reshareContext": record(
            {"parent": urn("the post that it reposts"), "root": urn("the original post")}
        ),
        "adContext": record(
            {
                "dscAdAccount": urn("the advertising account"),
                "dscAdType": text("such as `STANDARD`"),
                "dscName": text("its name as an advertisement"),
                "dscStatus": text("such as `ACTIVE`"),
                "isDsc": boolean("whether it is visible only as an advertisement"),
            },
            "if it is an advertisement",
        ),
        "createdAt": moment("when it was created"),
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
            "performance of the post",
        ),
    }
)

_REACTION: Final = record({"reactionType": text(), "count": integer("number of reactions")})
#: In LinkedIn's user interface: like, celebrate, love, insightful, support, funny.
_REACTIONS: Final = ("LIKE", "PRAISE", "EMPATHY", "INTEREST", "APPRECIATION", "ENTERTAINMENT")

_SOCIAL_METADATA: Final = row(
    {
        "post": _ASKED,
        "organizationalEntity": _WHOSE,
        "entity": urn("the post, under the URN that this resource uses"),
        "reactionSummaries": mapping(
            _REACTION,
            "reactions by type; types without reactions are absent",
            dict.fromkeys(_REACTIONS, _REACTION),
        ),
        "commentSummary": record(
            {
                "count": integer("comments"),
                "topLevelCount": integer("comments that are not replies"),
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
        calls="one for each 100 posts of an organization, plus one",
        organization="author",
        permissions=(permissions.SOCIAL,),
        roles=permissions.POSTER,
        notes="Drafts are not included, and a deleted post disappears with the next sync."
        " `commentary` contains the markup of hashtags and mentions.",
    ),
    Table(
        name="post_statistics",
        about="Performance of one post in the last 12 months; zeros without any activity.",
        query=PostStatistics(f"/{RESOURCE}", "organizationalEntity", _NOTHING),
        schema=_POST_STATISTICS,
        primary_key=("post",),
        resource=RESOURCE,
        product=permissions.PRODUCT,
        source=documentation.SHARE_STATISTICS,
        calls="one for each 100 posts of an organization, in addition to those for `posts`",
        organization="organizationalEntity",
        permissions=(permissions.SOCIAL, permissions.ADMINISTRATION),
        roles=permissions.ADMINISTRATOR,
        notes="LinkedIn leaves out posts without any activity; here they are rows of zeros,"
        " so that each post has a row. Results of advertising are not counted.",
    ),
    Table(
        name="social_metadata",
        about="Today's reactions to one post by type, and its comments.",
        query=PostBatchGet("/socialMetadata", _of_organization),
        schema=_SOCIAL_METADATA,
        primary_key=("post",),
        resource="socialMetadata",
        product=permissions.PRODUCT,
        source=documentation.SOCIAL_METADATA,
        calls="one for each 100 posts of an organization, in addition to those for `posts`",
        organization="organizationalEntity",
        permissions=(permissions.SOCIAL,),
        roles=permissions.POSTER,
        notes="Results of advertising are counted, unlike in `post_statistics`."
        " A post that is deleted between two calls has no row. LinkedIn's documentation names the"
        " newer permission `r_organization_social_feed`: request it too if the application has it.",
    ),
)
