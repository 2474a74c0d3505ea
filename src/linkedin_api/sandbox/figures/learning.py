"""The catalogue of LinkedIn Learning: courses of chapters of videos, and paths of courses.

Everything about a course follows from the seed and its place in the list. When it was last
changed follows from the clock too: each course changes about once a year, so
there is always something new for a program that requests only changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from linkedin_api.sandbox.figures.chance import draw, stream
from linkedin_api.sandbox.figures.days import DAY
from linkedin_api.sandbox.figures.numbers import read_number

_FIRST_COURSE: Final = 184_001
_FIRST_PATH: Final = 1_000_001
#: Chapters and videos are numbered on from their course's number times this.
_ROOM: Final = 100
#: Courses that one learning path is made of.
_PATH_LENGTH: Final = 5
#: Milliseconds: 2012-01-01 UTC and the span after it in which courses were published.
_OLDEST, _SPAN = 1_325_376_000_000, 4700 * DAY
LEVELS: Final = ("BEGINNER", "INTERMEDIATE", "ADVANCED")
#: Language and country; the first has half of all courses.
LOCALES: Final = (
    ("en", "US"), ("en", "US"), ("en", "US"), ("en", "US"), ("de", "DE"), ("es", "ES"),
    ("fr", "FR"), ("ja", "JP"),
)  # fmt: skip
#: Libraries, their subjects, and the topics of these.
LIBRARIES: Final = {
    "Business": {"Finance": ("Accounting", "Budgeting"), "Leadership": ("Delegating", "Coaching")},
    "Creative": {"Design": ("Typography", "Color"), "Photography": ("Lighting", "Portraits")},
    "Technology": {"Programming": ("Python", "Compilers"), "Data": ("Statistics", "Tables")},
}
SKILLS: Final = (
    "Arithmetic", "Bookkeeping", "Card Punching", "Drawing", "Engine Tuning", "Feedback",
    "Gear Cutting", "Hypothesis Testing", "Indexing", "Journalling", "Kerning", "Layout",
)  # fmt: skip
_FIRST_CATEGORY: Final = 7001
_FIRST_SKILL: Final = 163
_VERBS: Final = ("Learning", "Mastering", "Practical", "Advanced", "Everyday", "First Steps in")


@dataclass(frozen=True, slots=True)
class Classification:
    """A classification of assets.

    Attributes:
        urn: `urn:li:lyndaCategory:…`, or `urn:li:skill:…`.
        kind: `LIBRARY`, `SUBJECT`, `TOPIC` or `SKILL`.
        name: in English.
        path: URNs of those above, the nearest first.
    """

    urn: str
    kind: str
    name: str
    path: tuple[str, ...] = ()


def _categories() -> tuple[Classification, ...]:
    made: list[Classification] = []

    def add(kind: str, name: str, path: tuple[str, ...]) -> tuple[str, ...]:
        urn = f"urn:li:lyndaCategory:{_FIRST_CATEGORY + len(made)}"
        made.append(Classification(urn, kind, name, path))
        return (urn, *path)

    for library, subjects in LIBRARIES.items():
        above = add("LIBRARY", library, ())
        for subject, topics in subjects.items():
            below = add("SUBJECT", subject, above)
            for topic in topics:
                add("TOPIC", topic, below)
    return tuple(made)


CATEGORIES: Final = _categories()
TOPICS: Final = tuple(each for each in CATEGORIES if each.kind == "TOPIC")
CLASSIFICATIONS: Final = CATEGORIES + tuple(
    Classification(f"urn:li:skill:{_FIRST_SKILL + place}", "SKILL", name)
    for place, name in enumerate(SKILLS)
)
BY_URN: Final = {each.urn: each for each in CLASSIFICATIONS}


@dataclass(frozen=True, slots=True)
class Course:
    """One course.

    Attributes:
        place: in the list.
        title: in its language, or what the sandbox uses for it.
        locale: language and country.
        level: one of `LEVELS`.
        topic: its classification, with all above.
        skill: what it teaches.
        retired: whether it is no longer offered.
        licensed: whether the customer has bought it.
        published: milliseconds since 1970.
        period: milliseconds between two changes.
        chapters: how many videos each chapter has.
        seconds: how long each video is.
    """

    place: int
    title: str
    locale: tuple[str, str]
    level: str
    topic: Classification
    skill: Classification
    retired: bool
    licensed: bool
    published: int
    period: int
    chapters: tuple[int, ...]
    seconds: int

    @property
    def number(self) -> int:
        """Its number, in its URN and in those of its parts."""
        return _FIRST_COURSE + self.place

    @property
    def urn(self) -> str:
        """Such as `urn:li:lyndaCourse:184001`."""
        return f"urn:li:lyndaCourse:{self.number}"

    def chapter_urn(self, chapter: int) -> str:
        """Return the URN of a chapter, by its place."""
        return f"urn:li:lyndaChapter:({self.urn},{self.number * _ROOM + chapter})"

    def video_urn(self, chapter: int, video: int) -> str:
        """Return the URN of a video, by its chapter's place and its own in it."""
        serial = 10 * (chapter + 1) + video
        return f"urn:li:lyndaVideo:({self.urn},{self.number * _ROOM + serial})"

    def changed(self, now: int) -> int:
        """Return when it was last changed, in milliseconds."""
        return max(self.published, now - (now - self.published) % self.period)


@lru_cache(maxsize=20_000)
def course_at(seed: int, place: int) -> Course:
    """Return the course at a place of the list."""
    chance = draw(stream(seed, "courses"), place)
    topic = TOPICS[chance % len(TOPICS)]
    verb = _VERBS[(chance >> 4) % len(_VERBS)]
    return Course(
        place=place,
        title=f"{verb} {topic.name} {place + 1}",
        locale=LOCALES[(chance >> 8) % len(LOCALES)],
        level=LEVELS[(chance >> 12) % len(LEVELS)],
        topic=topic,
        skill=CLASSIFICATIONS[len(CATEGORIES) + (chance >> 16) % len(SKILLS)],
        retired=(chance >> 20) % 12 == 0,
        licensed=(chance >> 24) % 10 != 0,
        published=_OLDEST + (chance >> 28) % _SPAN,
        period=(200 + (chance >> 40) % 300) * DAY + (chance >> 46) % DAY,
        chapters=tuple(1 + (chance >> 2 * each) % 4 for each in range(2 + (chance >> 50) % 3)),
        seconds=90 + (chance >> 54) % 400,
    )


@dataclass(frozen=True, slots=True)
class LearningPath:
    """Courses to take one after another.

    Attributes:
        place: in the list.
        title: in English.
        courses: places of the courses.
    """

    place: int
    title: str
    courses: tuple[int, ...]

    @property
    def urn(self) -> str:
        """Such as `urn:li:lyndaLearningPath:1000001`."""
        return f"urn:li:lyndaLearningPath:{_FIRST_PATH + self.place}"


class Learning:
    """The catalogue.

    Args:
        seed: of the sandbox.
        courses: how many there are, retired ones included.

    Example:
        >>> Learning(0, 240).course(0).urn
        'urn:li:lyndaCourse:184001'
    """

    def __init__(self, seed: int, courses: int) -> None:
        self._seed = seed
        self.courses = range(courses)
        self.paths = range(courses // (2 * _PATH_LENGTH))

    def course(self, place: int) -> Course:
        """Return the course at a place of the list."""
        return course_at(self._seed, place)

    def path(self, place: int) -> LearningPath:
        """Return the learning path at a place of the list."""
        first = place * _PATH_LENGTH
        return LearningPath(
            place,
            f"Become an Expert in {SKILLS[place % len(SKILLS)]}",
            tuple(range(first, first + _PATH_LENGTH)),
        )

    def course_numbered(self, text: str) -> Course | None:
        """Return the course with that number; `None` if there is none."""
        place = (read_number(text) or 0) - _FIRST_COURSE
        return self.course(place) if place in self.courses else None

    def path_numbered(self, text: str) -> LearningPath | None:
        """Return the learning path with that number; `None` if there is none."""
        place = (read_number(text) or 0) - _FIRST_PATH
        return self.path(place) if place in self.paths else None
