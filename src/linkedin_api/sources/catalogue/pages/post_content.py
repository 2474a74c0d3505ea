"""What a post has beside its text: one of several kinds of content."""

from __future__ import annotations

from typing import Final

from linkedin_api.sources.catalogue.schema import Schema, array, boolean, integer, record, text, urn

_MEDIA: Final = {
    "id": urn("the image, video or document"),
    "title": text(),
    "altText": text("what is to be seen"),
}

_ARTICLE: Final = record(
    {
        "source": text("its address"),
        "title": text(),
        "description": text(),
        "thumbnail": urn("its picture"),
        "thumbnailAltText": text("what is to be seen on it"),
    },
    "a page elsewhere",
)

_POLL: Final = record(
    {
        "question": text(),
        "options": array(
            record({"text": text("the answer"), "voteCount": integer("how many chose it")})
        ),
        "settings": record(
            {
                "duration": text("such as `THREE_DAYS`"),
                "voteSelectionType": text("`SINGLE_VOTE` or `MULTIPLE_VOTE`"),
                "isVoterVisibleToAuthor": boolean("whether the organization sees who voted"),
            }
        ),
        "uniqueVotersCount": integer("how many voted"),
    },
    "a question with answers to choose from",
)

_CARD: Final = record({"media": record(_MEDIA), "landingPage": text("where a click leads")})

#: At most one of them is there.
CONTENT: Final[Schema] = record(
    {
        "media": record(_MEDIA, "an image, video or document"),
        "multiImage": record({"images": array(record(_MEDIA))}, "several images"),
        "article": _ARTICLE,
        "carousel": record({"cards": array(_CARD)}, "an advertisement of several cards"),
        "poll": _POLL,
        "reference": record({"id": urn("an event, or something else on LinkedIn")}),
    },
    "what it has beside its text",
)
