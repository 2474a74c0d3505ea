"""The content of a post besides its text: one of several kinds."""

from __future__ import annotations

from typing import Final

from linkedin_api.sources.catalogue.schema import Schema, array, boolean, integer, record, text, urn

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

#: A post has at most one of them.
CONTENT: Final[Schema] = record(
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
