"""The fields of a post and their possible values.

Documented, unless said: names, which are needed, symbols, two to twenty images, two to four
answers of a poll. Documented by others than LinkedIn: how long texts may be, that a poll has
one vote and shows its voters, what only LinkedIn sets in `adContext`. Chosen, from users'
reports: two to ten cards. The fields of `celebration` are not publicly known.
"""

from __future__ import annotations

from typing import Final

from linkedin_api.sandbox.catalog.little_text import COMMENTARY_LIMIT
from linkedin_api.sandbox.protocol.fields import Field, record

#: Lists that select an audience; their values are not checked.
_AUDIENCES: Final = (
    "degrees", "fieldsOfStudy", "industries", "interfaceLocales", "jobFunctions",
    "geoLocations", "schools", "organizations", "seniorities", "staffCountRanges",
)  # fmt: skip
_DISTRIBUTION: Final = (
    Field("feedDistribution", required=True, symbols=("MAIN_FEED", "NONE")),
    record("targetEntities", *(Field(name, "list[any]") for name in _AUDIENCES), many=True),
    Field("thirdPartyDistributionChannels", "list[any]"),
)
_ALT_TEXT: Final = Field("altText", length=range(4087))
_MEDIA: Final = (
    Field("id", "urn", required=True, urns=("image", "document", "video")),
    Field("title"),
    _ALT_TEXT,
)
_ARTICLE: Final = (
    Field("source", required=True),
    Field("title", required=True, length=range(1, 401)),
    Field("description"),
    Field("thumbnail", "urn", urns=("image",)),
    Field("thumbnailAltText"),
)
_IMAGES: Final = Field(
    "images",
    "list[record]",
    required=True,
    length=range(2, 21),
    fields=(Field("id", "urn", required=True, urns=("image",)), _ALT_TEXT),
)
_CARDS: Final = Field(
    "cards",
    "list[record]",
    required=True,
    length=range(2, 11),
    fields=(record("media", *_MEDIA, required=True), Field("landingPage")),
    source="chosen",
)
_POLL: Final = (
    Field("question", required=True, length=range(1, 141)),
    Field(
        "options",
        "list[record]",
        required=True,
        length=range(2, 5),
        fields=(
            Field("text", required=True, length=range(1, 31)),
            Field("voteCount", "long", read_only=True),
            Field("isVotedByViewer", "boolean", read_only=True),
        ),
    ),
    record(
        "settings",
        Field(
            "duration",
            required=True,
            symbols=("ONE_DAY", "THREE_DAYS", "SEVEN_DAYS", "FOURTEEN_DAYS"),
        ),
        Field("voteSelectionType", symbols=("SINGLE_VOTE",)),
        Field("isVoterVisibleToAuthor", "boolean", symbols=(True,)),
        required=True,
    ),
    Field("uniqueVotersCount", "long", read_only=True),
)
#: The kinds of content; a post has one.
_CONTENT: Final = (
    record("media", *_MEDIA),
    record("article", *_ARTICLE),
    record("multiImage", _IMAGES),
    record("carousel", _CARDS),
    record("poll", *_POLL),
    record("reference", Field("id", "urn", required=True)),
    Field("celebration", "record", source="chosen"),
)
_LABELS: Final = (
    "APPLY", "DOWNLOAD", "VIEW_QUOTE", "LEARN_MORE", "SIGN_UP", "SUBSCRIBE", "REGISTER", "JOIN",
    "ATTEND", "REQUEST_DEMO", "SEE_MORE", "BUY_NOW", "SHOP_NOW",
)  # fmt: skip
_AD_CONTEXT: Final = (
    Field("dscAdAccount", "urn"),
    Field("dscName"),
    Field("dscStatus"),
    Field("dscAdType", read_only=True),
    Field("isDsc", "boolean", read_only=True),
)

POST_FIELDS: Final = (
    Field("id", "urn", read_only=True),
    Field("author", "urn", required=True),
    Field("commentary", required=True, length=range(COMMENTARY_LIMIT + 1)),
    Field("container", "urn"),
    Field("visibility", required=True, symbols=("PUBLIC", "CONNECTIONS", "LOGGED_IN", "CONTAINER")),
    record("distribution", *_DISTRIBUTION, required=True),
    record("content", *_CONTENT),
    Field(
        "lifecycleState",
        required=True,
        symbols=("DRAFT", "PUBLISHED", "PUBLISH_REQUESTED", "PUBLISH_FAILED"),
    ),
    Field("isReshareDisabledByAuthor", "boolean"),
    record(
        "reshareContext",
        Field("parent", "urn", required=True),
        Field("root", "urn", read_only=True),
    ),
    record("adContext", *_AD_CONTEXT),
    Field("contentCallToActionLabel", symbols=_LABELS),
    Field("contentLandingPage"),
    Field("createdAt", "long", read_only=True),
    Field("publishedAt", "long", read_only=True),
    Field("lastModifiedAt", "long", read_only=True),
    Field("lifecycleStateInfo", "record", read_only=True),
)
