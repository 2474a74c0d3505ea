"""LinkedIn Learning, as applications load it; and the standardized fields of study."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

import pytest
from raw_http import Raw

from linkedin_api.sandbox import Sandbox
from linkedin_api.sandbox.figures.learning import CLASSIFICATIONS

NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
ASSETS = "/v2/learningAssets"
ENGLISH = "sourceLocale.language=en&sourceLocale.country=US"
COURSES = f"{ASSETS}?q=localeAndType&assetType=COURSE&{ENGLISH}"
CRITERIA = f"{ASSETS}?q=criteria"
COURSE_1 = "urn:li:lyndaCourse:184001"
OLD = {"X_RestLi_Protocol_Version": None, "LinkedIn_Version": None}


@pytest.fixture(scope="module")
def school() -> Iterator[Sandbox]:
    with Sandbox(now=NOW) as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def ask(school: Sandbox) -> Iterator[Raw]:
    with closing(Raw(school, school.access_token(member=None))) as raw:
        yield raw


def urns(reply) -> list[str]:
    assert reply.status == 200, reply.content
    return [each["urn"] for each in reply.json["elements"]]


def all_courses(school: Sandbox) -> list:
    learning = school.figures.learning
    return [learning.course(place) for place in learning.courses]


def test_the_catalogue_is_loaded_page_by_page(ask: Raw, school):
    found, target = [], f"{COURSES}&count=25&fields=urn"
    while target:
        reply = ask("GET", target, **OLD)
        found += urns(reply)
        links = {link["rel"]: link["href"] for link in reply.json["paging"]["links"]}
        target = links.get("next")
    expected = [
        course.urn
        for course in all_courses(school)
        if course.locale == ("en", "US") and not course.retired
    ]
    assert (found, reply.json["paging"]["total"]) == (expected, len(expected))


def test_links_to_other_pages_drop_the_fields(ask: Raw):
    page = ask("GET", f"{COURSES}&start=10&count=5&fields=urn,title", **OLD).json
    assert [(link["rel"], link["href"]) for link in page["paging"]["links"]] == [
        ("prev", f"{COURSES}&start=5&count=5"),
        ("next", f"{COURSES}&start=15&count=5"),
    ]


def test_fields_trim_assets(ask: Raw):
    page = ask("GET", f"{COURSES}&count=1&fields=urn,title:(value),details:(level)", **OLD).json
    (course,) = page["elements"]
    assert set(course) == {"urn", "title", "details"}
    assert (set(course["title"]), set(course["details"])) == ({"value"}, {"level"})


def test_both_protocols_find_the_same(ask: Raw):
    new = f"{ASSETS}?q=localeAndType&assetType=COURSE&sourceLocale=(language:en,country:US)"
    assert urns(ask("GET", new)) == urns(ask("GET", COURSES, **OLD))


def test_a_locale_without_a_country_is_enough(ask: Raw):
    target = f"{ASSETS}?q=localeAndType&assetType=COURSE&sourceLocale.language=en"
    assert urns(ask("GET", target, **OLD)) == urns(ask("GET", COURSES, **OLD))


def test_retired_courses_are_told_when_asked_for(ask: Raw, school):
    reply = ask("GET", f"{COURSES}&includeRetired=true&count=100&fields=details", **OLD)
    told = [each["details"]["availability"] for each in reply.json["elements"]]
    assert set(told) == {"AVAILABLE", "RETIRED"}
    retired = sum(course.retired for course in all_courses(school) if course.locale == ("en", "US"))
    everything = ask("GET", f"{COURSES}&includeRetired=true&count=0", **OLD).json["paging"]["total"]
    offered = ask("GET", f"{COURSES}&count=0", **OLD).json["paging"]["total"]
    assert everything - offered == retired


@pytest.mark.parametrize(
    ("kind", "prefix"),
    [
        ("VIDEO", "urn:li:lyndaVideo:(urn:li:lyndaCourse:"),
        ("CHAPTER", "urn:li:lyndaChapter:(urn:li:lyndaCourse:"),
        ("LEARNING_PATH", "urn:li:lyndaLearningPath:"),
    ],
)
def test_other_types_are_listed_too(ask: Raw, kind, prefix):
    found = urns(ask("GET", f"{ASSETS}?q=localeAndType&assetType={kind}&{ENGLISH}", **OLD))
    assert (len(found), all(urn.startswith(prefix) for urn in found)) == (10, True)


def depths(asset: dict) -> dict[str, bool]:
    """Return, by type, whether an asset and those below it have details."""
    found = {asset["type"]: "details" in asset}
    for each in asset["contents"][:1]:
        found |= depths(each["asset"])
    return found


@pytest.mark.parametrize(
    ("depth", "detailed"),
    [
        ("", ["COURSE"]),
        ("expandDepth=0", []),
        ("expandDepth=1", ["COURSE"]),
        ("expandDepth=2", ["COURSE", "CHAPTER"]),
        ("expandDepth=3", ["COURSE", "CHAPTER", "VIDEO"]),
        ("expandDepth=99", ["COURSE", "CHAPTER", "VIDEO"]),
    ],
)
def test_details_are_told_to_the_depth_asked_for(ask: Raw, depth, detailed):
    course = ask("GET", f"{ASSETS}/{COURSE_1}?{depth}".rstrip("?"), **OLD).json
    told = depths(course)
    assert list(told) == ["COURSE", "CHAPTER", "VIDEO"]
    assert [kind for kind, has in told.items() if has] == detailed


def test_details_of_a_course(ask: Raw):
    details = ask("GET", f"{ASSETS}/{COURSE_1}", **OLD).json["details"]
    assert details["timeToComplete"]["unit"] == "SECOND"
    assert details["descriptionIncludingHtml"]["value"].startswith("<p>")
    topic, skill = details["classifications"]
    assert [each["type"] for each in topic["path"]] == ["SUBJECT", "LIBRARY"]
    assert (skill["associatedClassification"]["type"], skill["path"]) == ("SKILL", [])


def test_a_course_lasts_as_long_as_its_videos(ask: Raw):
    course = ask("GET", f"{ASSETS}/{COURSE_1}?expandDepth=3", **OLD).json
    chapters = [each["asset"] for each in course["contents"]]
    videos = [each["asset"] for chapter in chapters for each in chapter["contents"]]
    lengths = [
        sum(asset["details"]["timeToComplete"]["duration"] for asset in assets)
        for assets in ([course], chapters, videos)
    ]
    assert lengths[0] == lengths[1] == lengths[2] > 0


def test_all_that_a_course_contains_is_found_by_its_urn(ask: Raw):
    course = ask("GET", f"{ASSETS}/{COURSE_1}", **OLD).json
    chapter = course["contents"][0]["asset"]
    for asset in (chapter, chapter["contents"][0]["asset"]):
        found = ask("GET", f"{ASSETS}/{asset['urn']}", **OLD).json
        assert (found["urn"], found["title"]) == (asset["urn"], asset["title"])


def test_a_learning_path_contains_courses(ask: Raw):
    path = ask("GET", f"{ASSETS}/urn:li:lyndaLearningPath:1000001", **OLD).json
    assert [each["asset"]["type"] for each in path["contents"]] == ["COURSE"] * 5


def test_a_title_is_told_in_the_target_locale_where_there_is_one(ask: Raw):
    german = "targetLocale.language=de&targetLocale.country=DE"
    title = ask("GET", f"{ASSETS}/{COURSE_1}?{german}&fields=title", **OLD).json["title"]
    assert title == {
        "locale": {"country": "DE", "language": "de"},
        "value": "First Steps in Coaching 1 (de)",
    }
    other = f"{ASSETS}/urn:li:lyndaCourse:184002?{german}&fields=title"
    assert ask("GET", other, **OLD).json["title"]["locale"] == {"country": "US", "language": "en"}


def test_a_language_alone_is_a_locale(ask: Raw):
    course = ask("GET", f"{ASSETS}/{COURSE_1}?targetLocale.language=de&fields=title", **OLD).json
    assert course["title"]["locale"] == {"country": "DE", "language": "de"}


def test_a_retired_course_is_found_only_when_asked_for(ask: Raw, school):
    retired = next(course for course in all_courses(school) if course.retired)
    statuses = [
        ask("GET", f"{ASSETS}/{retired.urn}?includeRetired={wanted}", **OLD).status
        for wanted in ("false", "true")
    ]
    assert statuses == [404, 200]


@pytest.mark.parametrize(
    "urn",
    [
        "urn:li:lyndaCourse:1",
        "urn:li:lyndaCourse:abc",
        "urn:li:lyndaLearningPath:5",
        "urn:li:lyndaChapter:(urn:li:lyndaCourse:184001,5)",
        "urn:li:lyndaVideo:(urn:li:lyndaCourse:184001)",
        "urn:li:organization:1337",
    ],
)
def test_other_urns_are_not_found(ask: Raw, urn):
    assert ask("GET", f"{ASSETS}/{urn}", **OLD).status == 404


def test_the_criteria_finder_finds_what_its_documentation_asks_for(ask: Raw, school):
    target = (
        f"{CRITERIA}&assetFilteringCriteria.assetTypes[0]=COURSE"
        "&assetRetrievalCriteria.includeRetired=true&assetRetrievalCriteria.expandDepth=1"
        "&count=100&start=0&assetFilteringCriteria.licensedOnly=true"
        "&assetFilteringCriteria.locales[0].country=US"
        "&assetFilteringCriteria.locales[0].language=en&fields=urn,title,details:(level)"
    )
    expected = [
        course.urn
        for course in all_courses(school)
        if course.locale == ("en", "US") and course.licensed
    ]
    reply = ask("GET", target, **OLD)
    assert (urns(reply), reply.json["paging"]["total"]) == (expected[:100], len(expected))


@pytest.mark.parametrize(
    ("criteria", "fits"),
    [
        ("keyword=compilers", lambda course: "Compilers" in course.title),
        ("difficultyLevels[0]=ADVANCED", lambda course: course.level == "ADVANCED"),
        (
            "difficultyLevels[0]=ADVANCED&assetFilteringCriteria.difficultyLevels[1]=BEGINNER",
            lambda course: course.level != "INTERMEDIATE",
        ),
        ("classifications[0]=urn:li:skill:163", lambda course: course.skill.name == "Arithmetic"),
        (
            "classifications[0]=urn:li:lyndaCategory:7001",
            lambda course: "urn:li:lyndaCategory:7001" in course.topic.path,
        ),
        ("locales[0].language=ja", lambda course: course.locale == ("ja", "JP")),
        ("licensedOnly=true", lambda course: course.licensed),
    ],
)
def test_criteria_filter(ask: Raw, school, criteria, fits):
    kind = "assetFilteringCriteria.assetTypes[0]=COURSE"
    target = f"{CRITERIA}&{kind}&assetFilteringCriteria.{criteria}&count=100&fields=urn"
    fitting = [each for each in all_courses(school) if fits(each) and not each.retired]
    assert urns(ask("GET", target, **OLD)) == [course.urn for course in fitting][:100] != []


def test_only_what_was_changed_lately_is_found(ask: Raw, school):
    now = school.clock.milliseconds()
    moment = now - 30 * 86_400_000
    target = f"{CRITERIA}&assetFilteringCriteria.assetTypes[0]=COURSE&count=100&fields=urn"
    found = urns(ask("GET", f"{target}&assetFilteringCriteria.lastModifiedAfter={moment}", **OLD))
    expected = [
        course.urn
        for course in all_courses(school)
        if course.changed(now) > moment and not course.retired
    ]
    assert 0 < len(found) < 60
    assert found == expected


def test_courses_change_as_time_goes_on():
    with (
        Sandbox(now=NOW) as sandbox,
        closing(Raw(sandbox, sandbox.access_token(member=None, expires_in=10**9))) as ask,
    ):
        moment = sandbox.clock.milliseconds()
        target = f"{CRITERIA}&assetFilteringCriteria.lastModifiedAfter={moment}&fields=urn"
        assert urns(ask("GET", target, **OLD)) == []
        sandbox.advance(days=60)
        assert urns(ask("GET", target, **OLD)) != []


def test_the_newest_come_first_by_recency(ask: Raw):
    target = (
        f"{CRITERIA}&assetPresentationCriteria.sortBy=RECENCY&count=50"
        "&assetFilteringCriteria.assetTypes[0]=COURSE&fields=details:(lastUpdatedAt)"
    )
    elements = ask("GET", target, **OLD).json["elements"]
    times = [each["details"]["lastUpdatedAt"] for each in elements]
    assert times == sorted(times, reverse=True)


def test_criteria_are_read_in_both_protocols(ask: Raw):
    old = f"{CRITERIA}&assetFilteringCriteria.assetTypes[0]=VIDEO&fields=urn"
    new = f"{CRITERIA}&assetFilteringCriteria=(assetTypes:List(VIDEO))&fields=urn"
    assert urns(ask("GET", new)) == urns(ask("GET", old, **OLD))


def test_without_criteria_everything_is_found(ask: Raw, school):
    assert ask("GET", f"{CRITERIA}&count=0").json["paging"]["total"] > 1000


def test_a_bigger_catalogue(ask: Raw):
    with Sandbox(courses=2000) as sandbox, closing(Raw(sandbox)) as ask_bigger:
        total = ask_bigger("GET", f"{COURSES}&count=0&includeRetired=true", **OLD)
        assert 800 < total.json["paging"]["total"] < 1200


#: Target, what is wrong with it.
WRONG = (
    (f"{ASSETS}?q=localeAndType&{ENGLISH}", "Parameter 'assetType' is required"),
    (f"{ASSETS}?q=localeAndType&assetType=COURSE", "Parameter 'sourceLocale' is required"),
    (
        f"{ASSETS}?q=localeAndType&assetType=BOOK&{ENGLISH}",
        "Invalid value type for parameter assetType",
    ),
    (f"{COURSES}&expandDepth=deep", "Invalid value type for parameter expandDepth"),
    (f"{COURSES}&includeRetired=yes", "Invalid value type for parameter includeRetired"),
    (f"{COURSES}&includeRetired=True", "Invalid value type for parameter includeRetired"),
    (f"{COURSES}&count=101", "Specified count is larger than 100"),
    (f"{COURSES}&count=-1", "start/count parameters must be non-negative"),
    (f"{COURSES}&count=x", "Invalid (non-integer) start/count parameters"),
    (
        f"{ASSETS}?q=localeAndType&assetType=COURSE&sourceLocale=en_US",
        "Invalid value type for parameter sourceLocale",
    ),
    (
        f"{ASSETS}?q=localeAndType&assetType=COURSE&sourceLocale.country=US",
        "Invalid value type for parameter sourceLocale",
    ),
    (
        f"{CRITERIA}&assetFilteringCriteria.assetTypes[0]=BOOK",
        "Invalid value type for parameter assetFilteringCriteria",
    ),
    (
        f"{CRITERIA}&assetFilteringCriteria.licensedOnly=1",
        "Invalid value type for parameter assetFilteringCriteria",
    ),
    (
        f"{CRITERIA}&assetFilteringCriteria.lastModifiedAfter=yesterday",
        "Invalid value type for parameter assetFilteringCriteria",
    ),
    (
        f"{CRITERIA}&assetPresentationCriteria.sortBy=BEAUTY",
        "Invalid value type for parameter assetPresentationCriteria",
    ),
    (
        f"{CRITERIA}&assetRetrievalCriteria.expandDepth=deep",
        "Invalid value type for parameter assetRetrievalCriteria",
    ),
    (
        f"{ASSETS}?q=all",
        f"GET operation named all not supported on resource 'learningAssets' URI: '{ASSETS}'",
    ),
    (
        f"{ASSETS}/184001",
        "Key value '184001' must be of type 'com.linkedin.common.urn.Urn'",
    ),
    (
        "/v2/learningClassifications?q=localeAndType&type=SHELF&sourceLocale.language=en",
        "Invalid value type for parameter type",
    ),
    ("/v2/learningClassifications?q=keyword", "Parameter 'keyword' is required"),
)


@pytest.mark.parametrize(("target", "message"), WRONG)
def test_wrong_requests_are_told_what_is_wrong(ask: Raw, target, message):
    reply = ask("GET", target, **OLD)
    assert reply.json == {"status": 400, "message": message}


def test_dots_under_protocol_2_are_no_locale(ask: Raw):
    reply = ask("GET", COURSES)
    assert reply.json == {"status": 400, "message": "Parameter 'sourceLocale' is required"}


def test_learning_is_not_versioned(ask: Raw):
    assert ask("GET", "/rest/learningAssets?q=criteria").status == 404


@pytest.mark.parametrize(
    ("kind", "count"), [("LIBRARY", 3), ("SUBJECT", 6), ("TOPIC", 12), ("SKILL", 12)]
)
def test_classifications_are_listed_by_type(ask: Raw, kind, count):
    target = f"/v2/learningClassifications?q=localeAndType&type={kind}&{ENGLISH}&count=100"
    page = ask("GET", target, **OLD).json
    assert {each["type"] for each in page["elements"]} == {kind}
    assert (len(page["elements"]), page["paging"]["total"]) == (count, count)


def test_classifications_name_the_language_asked_for(ask: Raw):
    target = "/v2/learningClassifications?q=localeAndType&type=LIBRARY&sourceLocale."
    german = ask("GET", f"{target}language=de&sourceLocale.country=DE", **OLD).json["elements"]
    assert german[0]["name"]["value"] == "Business (de)"
    assert urns(ask("GET", f"{target}language=eo&sourceLocale.country=XX", **OLD)) == []


def test_classifications_are_found_by_a_keyword(ask: Raw):
    target = "/v2/learningClassifications?q=keyword&keyword=DATA&fields=urn,name,type"
    found = urns(ask("GET", f"{target}&targetLocale.language=en&targetLocale.country=US", **OLD))
    assert found == [each.urn for each in CLASSIFICATIONS if "data" in each.name.lower()]


def test_a_classification_is_found_by_its_urn(ask: Raw):
    found = ask("GET", "/v2/learningClassifications/urn:li:lyndaCategory:7001", **OLD).json
    assert (found["name"]["value"], found["type"]) == ("Business", "LIBRARY")
    assert ask("GET", "/v2/learningClassifications/urn:li:skill:1", **OLD).status == 404


def test_fields_of_study_are_all_listed(ask: Raw):
    page = ask("GET", "/v2/fieldsOfStudy?count=100", **OLD).json
    assert len(page["elements"]) == page["paging"]["total"] == 37
    assert set(page["elements"][0]) == {"name", "id", "$URN", "rollupIds"}


def test_a_field_of_study_names_its_general_field(ask: Raw):
    field = ask("GET", "/v2/fieldsOfStudy/100204?locale.language=en&locale.country=US", **OLD).json
    general = ask("GET", f"/v2/fieldsOfStudy/{field['rollupIds'][0].rpartition(':')[2]}").json
    assert (field["name"]["localized"]["en_US"], general["rollupIds"]) == (
        "Culinary Arts and Related Services",
        [],
    )


def test_fields_of_study_are_read_in_batches(ask: Raw):
    old = ask("GET", "/v2/fieldsOfStudy?ids=100203&ids=100204&ids=5&fields=id", **OLD).json
    assert old == ask("GET", "/v2/fieldsOfStudy?ids=List(100203,100204,5)&fields=id").json
    assert old["statuses"] == {"100203": 200, "100204": 200, "5": 404}
