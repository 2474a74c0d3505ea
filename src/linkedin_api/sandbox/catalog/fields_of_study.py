"""Fields of study: one of LinkedIn's standardized lists, the same under every seed."""

from __future__ import annotations

from typing import Final

from linkedin_api.sandbox.protocol.resource import Field, Paging, Param, Resource, Seeding, Seeds

_FIRST: Final = 100_203
#: General fields, each followed by those below it.
_FIELDS: Final = (
    ("Personal and Culinary Services", "Culinary Arts and Related Services", "Cosmetology"),
    ("Mathematics and Statistics", "Algebra", "Geometry", "Applied Mathematics", "Statistics"),
    ("Engineering", "Mechanical Engineering", "Electrical Engineering", "Textile Engineering"),
    ("Computer Science", "Programming", "Data Modelling", "Information Technology"),
    ("Business", "Accounting", "Finance", "Marketing", "Human Resources Management"),
    ("Visual and Performing Arts", "Design", "Photography", "Music", "Theatre"),
    ("Languages", "Linguistics", "English", "German", "Japanese", "Translation"),
    ("Physical Sciences", "Astronomy", "Chemistry", "Physics", "Meteorology"),
)


def _seed(_seeding: Seeding) -> Seeds:
    number = _FIRST
    for family in _FIELDS:
        general = f"urn:li:fieldOfStudy:{number}"
        for place, name in enumerate(family):
            yield (
                number,
                {
                    "name": {"localized": {"en_US": name}},
                    "id": number,
                    "$URN": f"urn:li:fieldOfStudy:{number}",
                    "rollupIds": [general] if place else [],
                },
            )
            number += 1


#: Names are always English, as LinkedIn's are where it has no translation.
_LOCALE: Final = (Param("locale", "record"),)

FIELDS_OF_STUDY: Final = (
    Resource(
        "fieldsOfStudy",
        fields=(Field("id", "long", read_only=True), Field("name", "record")),
        methods=frozenset({"GET", "BATCH_GET", "GET_ALL"}),
        params=dict.fromkeys(("GET", "BATCH_GET", "GET_ALL"), _LOCALE),
        roots=("/v2", "/rest"),
        paging=Paging(total=True),
        seed=_seed,
    ),
)
