"""Posts of organizations, their statistics, and the reactions to them."""

from __future__ import annotations

from typing import Final

from linkedin_api.resource_access import ADMINISTRATION, POSTER, SOCIAL
from linkedin_api.sources.catalogue.pages.records import GUIDE, WHOSE, table_of_pages
from linkedin_api.sources.catalogue.pages.shares import (
    COUNTERS,
    ENGAGEMENT,
    MENTIONS,
    RESOURCE,
    SOURCE,
)
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
from linkedin_api.sources.queries.posts import PostBatchGet, Posts, PostStatistics

_ASKED: Final = urn("the post, `id` in `posts`")
#: The statistics of a post without any activity.
_NOTHING: Final = {**dict.fromkeys(COUNTERS, 0), "engagement": 0.0}

_MEDIA: Final = {
    "id": urn("the image, video or document"),
    "title": text(),
    "altText": text("description of the picture"),
}

_ARTICLE: Final = record(
    {
        "source": text("its URL"),
        "title": text(),
        "description": text(),
        "thumbnail": urn("its picture"),
        "thumbnailAltText": text("description of its picture"),
    },
    "an article on another website",
)

_POLL: Final = record(
    {
        "question": text(),
        "options": array(
            record({"text": text("the option"), "voteCount": integer("number of votes")})
        ),
        "settings": record(
            {
                "duration": text("such as `THREE_DAYS`"),
                "voteSelectionType": text("`SINGLE_VOTE` or `MULTIPLE_VOTE`"),
                "isVoterVisibleToAuthor": boolean("whether the organization sees who voted"),
            }
        ),
        "uniqueVotersCount": integer("number of voters"),
    },
    "a poll",
)

_CARD: Final = record({"media": record(_MEDIA), "landingPage": text("URL of the landing page")})

#: What a post has besides its text: at most one of these.
_CONTENT: Final = record(
    {
        "media": record(_MEDIA, "an image, video or document"),
        "multiImage": record({"images": array(record(_MEDIA))}, "several images"),
        "article": _ARTICLE,
        "carousel": record({"cards": array(_CARD)}, "an advertisement with several cards"),
        "poll": _POLL,
        "reference": record({"id": urn("an event or other entity on LinkedIn")}),
    },
    "content besides its text",
)
_POST: Final = row(
    {
        "id": urn("the post, a `share` or a `ugcPost`"),
        "author": WHOSE,
        "commentary": text("its text, in LinkedIn's little text format"),
        "content": _CONTENT,
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
        "organizationalEntity": WHOSE,
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
        "organizationalEntity": WHOSE,
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

POSTS: Final = (
    table_of_pages(
        name="posts",
        about="A post that an organization published.",
        query=Posts(),
        schema=_POST,
        primary_key=("id",),
        resource="posts",
        source=f"{GUIDE}/shares/posts-api",
        calls="one for each 100 posts of an organization, plus one",
        organization="author",
        permissions=(SOCIAL,),
        roles=POSTER,
        notes="Drafts are not included, and a deleted post disappears with the next sync."
        " `commentary` contains the markup of hashtags and mentions.",
    ),
    table_of_pages(
        name="post_statistics",
        about="Performance of one post in the last 12 months; zeros without any activity.",
        query=PostStatistics(f"/{RESOURCE}", "organizationalEntity", _NOTHING),
        schema=_POST_STATISTICS,
        primary_key=("post",),
        resource=RESOURCE,
        source=SOURCE,
        calls="one for each 100 posts of an organization, in addition to those for `posts`",
        organization="organizationalEntity",
        permissions=(SOCIAL, ADMINISTRATION),
        notes="LinkedIn leaves out posts without any activity; here they are rows of zeros,"
        " so that each post has a row. Results of advertising are not counted.",
    ),
    table_of_pages(
        name="social_metadata",
        about="Today's reactions to one post by type, and its comments.",
        query=PostBatchGet("/socialMetadata", "organizationalEntity"),
        schema=_SOCIAL_METADATA,
        primary_key=("post",),
        resource="socialMetadata",
        source=f"{GUIDE}/shares/social-metadata-api",
        calls="one for each 100 posts of an organization, in addition to those for `posts`",
        organization="organizationalEntity",
        permissions=(SOCIAL,),
        roles=POSTER,
        notes="Results of advertising are counted, unlike in `post_statistics`."
        " A post that is deleted between two calls has no row; nor has one that LinkedIn refuses,"
        " which is a problem. LinkedIn's documentation names the newer permission"
        " `r_organization_social_feed`: request it too if the application has it.",
    ),
)
