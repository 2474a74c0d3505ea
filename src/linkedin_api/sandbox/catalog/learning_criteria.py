"""What the finders of LinkedIn Learning look for, and which assets answer to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from linkedin_api.sandbox.catalog.learning_assets import (
    CHAPTER,
    COURSE,
    ENGLISH,
    KINDS,
    PATH,
    VIDEO,
    Asset,
    Locale,
    below,
    name_of,
)
from linkedin_api.sandbox.figures.learning import LEVELS, Learning
from linkedin_api.sandbox.protocol.fields import field_type
from linkedin_api.sandbox.protocol.parameters import bad_type
from linkedin_api.sandbox.protocol.problems import Refused
from linkedin_api.sandbox.protocol.resource import Call

#: Types of the members of the criteria finder's records; others are ignored.
CRITERIA: Final[Mapping[str, Mapping[str, str]]] = {
    "assetFilteringCriteria": {
        "assetTypes": "list[string]",
        "keyword": "string",
        "difficultyLevels": "list[string]",
        "classifications": "list[urn]",
        "locales": "list[record]",
        "licensedOnly": "boolean",
        "lastModifiedAfter": "long",
    },
    "assetRetrievalCriteria": {"includeRetired": "boolean", "expandDepth": "long"},
    "assetPresentationCriteria": {"sortBy": "string"},
}
#: Only RELEVANCE is known by name; popularity and recency are documented in words.
_SYMBOLS: Final[Mapping[str, tuple[str, ...]]] = {
    "assetTypes": KINDS,
    "difficultyLevels": LEVELS,
    "sortBy": ("RELEVANCE", "POPULARITY", "RECENCY"),
}


def read_criteria(call: Call) -> dict[str, Any]:
    """Return the criteria of a call, typed, by name.

    Raises:
        Refused: 400; the record that holds a wrong one is named.
    """
    values: dict[str, Any] = {}
    for record, members in CRITERIA.items():
        sent = call.params.get(record, {})
        for name, kind in members.items():
            if name in sent:
                values[name] = _read(call, record, name, kind)
    return values


def _read(call: Call, record: str, name: str, kind: str) -> Any:
    try:
        value = field_type(kind).read(call.params[record][name])
    except ValueError:
        raise Refused(bad_type(record, call.mount)) from None
    known = _SYMBOLS.get(name)
    if known is not None and not set(value if isinstance(value, list) else [value]) <= set(known):
        raise Refused(bad_type(record, call.mount))
    return value


def same_locale(sent: Any, locale: Locale) -> bool:
    """Whether a locale that was sent is this one; one without country fits all countries."""
    if not isinstance(sent, Mapping) or sent.get("language") != locale[0]:
        return False
    return bool(sent.get("country", locale[1]) == locale[1])


@dataclass(frozen=True, slots=True)
class _Facts:
    """What criteria look at."""

    title: str
    locale: Locale
    changed: int
    level: str = ""
    filed: frozenset[str] = frozenset()
    licensed: bool = True
    retired: bool = False


_Test = Callable[[_Facts, Any], bool]
_TESTS: Final[Mapping[str, _Test]] = {
    "keyword": lambda facts, words: words.lower() in facts.title.lower(),
    "difficultyLevels": lambda facts, levels: facts.level in levels,
    "classifications": lambda facts, urns: not facts.filed.isdisjoint(urns),
    "locales": lambda facts, sent: any(same_locale(each, facts.locale) for each in sent),
    "licensedOnly": lambda facts, only: facts.licensed or not only,
    "includeRetired": lambda facts, too: too or not facts.retired,
    "lastModifiedAfter": lambda facts, moment: facts.changed > moment,
}


def find_assets(learning: Learning, values: Mapping[str, Any], now: int) -> list[Asset]:
    """Return the assets that answer to all criteria, sorted as they say.

    Args:
        learning: the catalogue.
        values: from `read_criteria`; retired assets are left out unless it says otherwise.
        now: milliseconds.
    """
    asked = {"includeRetired": False, **values}
    tests = [(test, asked[name]) for name, test in _TESTS.items() if name in asked]
    found = []
    for kind in asked.get("assetTypes", KINDS):
        for place, facts in _candidates(learning, kind, now):
            if all(test(facts, value) for test, value in tests):
                found += [(facts.changed, asset) for asset in _assets(learning, kind, place)]
    if asked.get("sortBy") == "RECENCY":
        found.sort(key=lambda each: -each[0])
    return [asset for _, asset in found]


def _candidates(learning: Learning, kind: str, now: int) -> Iterator[tuple[int, _Facts]]:
    if kind == PATH:
        for place in learning.paths:
            path = learning.path(place)
            changed = max(learning.course(each).changed(now) for each in path.courses)
            yield place, _Facts(path.title, ENGLISH, changed)
        return
    for place in learning.courses:
        course = learning.course(place)
        filed = frozenset((course.topic.urn, *course.topic.path, course.skill.urn))
        yield place, _Facts(
            course.title, course.locale, course.changed(now), course.level, filed,
            course.licensed, course.retired,
        )  # fmt: skip


def _assets(learning: Learning, kind: str, place: int) -> list[Asset]:
    """Return the assets of a kind that a course holds, or the course or path itself."""
    if kind in {COURSE, PATH}:
        return [(kind, place, 0, 0)]
    course = learning.course(place)
    chapters = below(course, (COURSE, place, 0, 0))
    if kind == CHAPTER:
        return chapters
    return [video for chapter in chapters for video in below(course, chapter)]


def find_asset(learning: Learning, urn: str) -> Asset | None:
    """Return the asset of a URN; `None` if there is none."""
    kind, _, rest = urn.removeprefix("urn:li:").partition(":")
    if kind == "lyndaLearningPath":
        path = learning.path_numbered(rest)
        return None if path is None else (PATH, path.place, 0, 0)
    number = rest if kind == "lyndaCourse" else rest.partition("lyndaCourse:")[2].partition(",")[0]
    course = learning.course_numbered(number)
    if course is None:
        return None
    for asset_kind in (COURSE, CHAPTER, VIDEO):
        for part in _assets(learning, asset_kind, course.place):
            if name_of(course, part)[1] == urn:
                return part
    return None
