"""Assets of LinkedIn Learning as the API returns them: courses, chapters, videos and paths.

`expandDepth` says down to which level assets have their `details` (documented); below it
they have only URN, type and title, as in recorded answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from linkedin_api.sandbox.figures.learning import BY_URN, Classification, Course, Learning

Locale = tuple[str, str]
#: Kind, then places: of the course or path, and for chapters and videos below it.
Asset = tuple[str, int, int, int]

COURSE, CHAPTER, VIDEO, PATH = "COURSE", "CHAPTER", "VIDEO", "LEARNING_PATH"
KINDS: Final = (COURSE, VIDEO, CHAPTER, PATH)
ENGLISH: Final[Locale] = ("en", "US")
_OWNER: Final = "urn:li:organization:1337"
_AUTHORS: Final = (("Ada", "Lovelace"), ("Charles", "Babbage"), ("Mary", "Somerville"))
_WEB: Final = "https://www.linkedin.com/learning"


def localized(text: str, locale: Locale, said: Locale | None = None) -> dict[str, Any]:
    """Return a text with its locale; in another than its own, it names the language.

    Example:
        >>> localized("Looms", ("en", "US"), ("de", "DE"))["value"]
        'Looms (de)'
    """
    language, country = said or locale
    value = text if said is None or said == locale else f"{text} ({language})"
    return {"locale": {"country": country, "language": language}, "value": value}


def classification_entity(filed: Classification, locale: Locale = ENGLISH) -> dict[str, Any]:
    """Return a classification as the API does."""
    return {
        "urn": filed.urn,
        "type": filed.kind,
        "name": localized(filed.name, ENGLISH, locale),
        "owner": {"urn": _OWNER, "name": localized("LinkedIn", ENGLISH)},
    }


def available(course: Course) -> tuple[Locale, ...]:
    """Return the languages of a course: its own, and for some German too (chosen)."""
    more = (("de", "DE"),) if course.place % 3 == 0 and course.locale != ("de", "DE") else ()
    return (course.locale, *more)


@dataclass(frozen=True, slots=True)
class AssetView:
    """How one call shows assets.

    Attributes:
        learning: the catalogue.
        now: milliseconds.
        depth: levels that have their details.
        target: what to translate to, where an asset is available in it.
    """

    learning: Learning
    now: int
    depth: int = 1
    target: Locale | None = None

    def entity(self, asset: Asset, level: int = 0) -> dict[str, Any]:
        """Return an asset with all that is below it."""
        kind, place, _, _ = asset
        if kind == PATH:
            return self._path_entity(place, level)
        course = self.learning.course(place)
        said = self.target if self.target in available(course) else None
        title, urn = name_of(course, asset)
        entity: dict[str, Any] = {
            "urn": urn,
            "type": kind,
            "title": localized(title, course.locale, said),
        }
        if level < self.depth:
            entity["details"] = self._details(course, asset, said)
        parts = below(course, asset)
        entity["contents"] = [{"asset": self.entity(each, level + 1)} for each in parts]
        return entity

    def _path_entity(self, place: int, level: int) -> dict[str, Any]:
        path = self.learning.path(place)
        entity: dict[str, Any] = {
            "urn": path.urn,
            "type": PATH,
            "title": localized(path.title, ENGLISH),
        }
        if level < self.depth:
            courses = [self.learning.course(each) for each in path.courses]
            changed = max(course.changed(self.now) for course in courses)
            entity["details"] = {
                "availability": "AVAILABLE",
                "lastUpdatedAt": changed,
                "timeToComplete": _duration(sum(sum(c.chapters) * c.seconds for c in courses)),
                "availableLocales": [_locale(ENGLISH)],
                **_prose(path.title, ENGLISH, None),
                "urls": {"webLaunch": f"{_WEB}/paths/{place}"},
                "classifications": [],
            }
        parts = [(COURSE, each, 0, 0) for each in path.courses]
        entity["contents"] = [{"asset": self.entity(each, level + 1)} for each in parts]
        return entity

    def _details(self, course: Course, asset: Asset, said: Locale | None) -> dict[str, Any]:
        kind, _, chapter, _ = asset
        videos = {COURSE: sum(course.chapters), CHAPTER: course.chapters[chapter], VIDEO: 1}[kind]
        details: dict[str, Any] = {
            "level": course.level,
            "availability": "RETIRED" if course.retired else "AVAILABLE",
            "lastUpdatedAt": course.changed(self.now),
            "publishedAt": course.published,
            "timeToComplete": _duration(videos * course.seconds),
            "availableLocales": [_locale(each) for each in available(course)],
            "relationships": [],
            **_prose(name_of(course, asset)[0], course.locale, said),
        }
        if kind == COURSE:
            details |= _course_details(course)
        return details


def name_of(course: Course, asset: Asset) -> tuple[str, str]:
    """Return the title and the URN of a course, or of a part of it."""
    kind, _, chapter, video = asset
    if kind == COURSE:
        return course.title, course.urn
    if kind == CHAPTER:
        return f"{chapter + 1}. {course.topic.name}", course.chapter_urn(chapter)
    return f"{course.topic.name}, lesson {chapter + 1}.{video + 1}", course.video_urn(
        chapter, video
    )


def below(course: Course, asset: Asset) -> list[Asset]:
    """Return the chapters of a course, or the videos of a chapter."""
    kind, place, chapter, _ = asset
    if kind == COURSE:
        return [(CHAPTER, place, each, 0) for each in range(len(course.chapters))]
    if kind == CHAPTER:
        return [(VIDEO, place, chapter, each) for each in range(course.chapters[chapter])]
    return []


def _duration(seconds: int) -> dict[str, Any]:
    return {"duration": seconds, "unit": "SECOND"}


def _locale(locale: Locale) -> dict[str, str]:
    return {"country": locale[1], "language": locale[0]}


def _prose(about: str, locale: Locale, said: Locale | None) -> dict[str, Any]:
    """Return the four descriptions that LinkedIn gives."""
    plain = localized(f"What there is to know about {about}.", locale, said)
    marked = {**plain, "value": f"<p>{plain['value']}</p>"}
    short = localized(about, locale, said)
    return {
        "description": plain,
        "descriptionIncludingHtml": marked,
        "shortDescription": short,
        "shortDescriptionIncludingHtml": {**short, "value": f"<b>{short['value']}</b>"},
    }


def _course_details(course: Course) -> dict[str, Any]:
    slug = f"course-{course.number}"
    return {
        "images": {"primary": f"https://media.licdn.example/learning/{course.number}.jpg"},
        "urls": {
            "webLaunch": f"{_WEB}/{slug}",
            "aiccLaunch": f"{_WEB}/aicc/{slug}",
            "ssoLaunch": f"{_WEB}/sso/{slug}",
        },
        "contributors": [_author(course)],
        "classifications": [_association(course.topic), _association(course.skill)],
    }


def _author(course: Course) -> dict[str, Any]:
    place = course.place % len(_AUTHORS)
    first, last = _AUTHORS[place]
    return {
        "urn": f"urn:li:lyndaAuthor:{88 + place}",
        "contributionType": "AUTHOR",
        "name": localized(f"{first} {last}", ENGLISH),
        "authorDetails": {
            "firstName": localized(first, ENGLISH),
            "lastName": localized(last, ENGLISH),
        },
    }


def _association(filed: Classification) -> dict[str, Any]:
    return {
        "associatedClassification": classification_entity(filed),
        "path": [classification_entity(BY_URN[urn]) for urn in filed.path],
        "assigner": {"urn": _OWNER, "name": localized("LinkedIn", ENGLISH)},
    }
