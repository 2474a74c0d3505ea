"""`linkedin post`: from text and files to posts, and back."""

import json
import shlex

import pytest
from canned import Answer, CannedServer

from linkedin_api.little_text import unescape_little_text
from linkedin_api.sandbox import Match

PAGE = "urn:li:organization:2414183"
TEXTS = (
    "plain",
    "two\nlines\n\nand a third",
    "emoji \U0001f680\U0001f469\u200d\U0001f4bb",
    "parentheses (a) [b] {c} <d> * _ ~ | \\",
    "RTL \u05e9\u05dc\u05d5\u05dd (\u0645\u0631\u062d\u0628\u0627)",
    "a hash # alone, C# and f(x) = 2*x",
    "@someone without a link",
)


@pytest.fixture
def page(asked, monkeypatch):
    monkeypatch.setenv("LINKEDIN_AUTHOR", PAGE)
    monkeypatch.setattr("linkedin_api.clients.uploads.steps._FIRST_WAIT", 0.01)
    return asked


@pytest.fixture
def post(type_, page):
    """Publishes a post and returns its URN."""

    def post(words):
        ended = type_(f"post create {words} --json")
        assert ended.code == 0, ended.err
        return ended.document["urn"]

    return post


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text[:12].strip())
def test_people_read_exactly_the_text_that_was_typed(type_, post, text):
    urn = post(shlex.quote(text))

    assert type_(f"post show {urn} --json").document["text"] == text


def test_mentions_and_hashtags_are_read_from_their_notation(type_, post, page):
    urn = post("'By @[Lovelace Engines](urn:li:organization:2414183) #steam'")

    shown = type_(f"post show {urn} --json").document["text"]
    assert shown == "By Lovelace Engines #steam"
    stored = type_(f"api get /posts/{urn}").document["commentary"]
    assert stored == r"By @[Lovelace Engines](urn:li:organization:2414183) {hashtag|\#|steam}"


def test_raw_text_is_sent_as_it_is(type_, post):
    urn = post(r"'a \(b\)' --raw")

    assert type_(f"post show {urn} --json").document["text"] == "a (b)"


def test_text_comes_from_standard_input(type_, post, monkeypatch):
    monkeypatch.setattr("sys.stdin.read", lambda: "from a pipe\n", raising=False)

    assert type_(f"post show {post('-')} --json").document["text"] == "from a pipe"


@pytest.fixture
def media(tmp_path):
    for name in ("a.png", "b.png", "tour.mp4", "report.pdf"):
        (tmp_path / name).write_bytes(b"bytes of " + name.encode())


@pytest.mark.parametrize(
    ("words", "content"),
    [
        ("Image --image a.png --alt Brass", "media"),
        ("Images --image a.png --image b.png --alt One", "multiImage"),
        ("Video --video tour.mp4 --title Tour", "media"),
        ("Document --document report.pdf --title Report", "media"),
        ("Article --article https://example.org --title News --thumbnail a.png", "article"),
        ("Poll --poll Tea? --answer Yes --answer No --duration ONE_DAY", "poll"),
    ],
    ids=lambda words: words.partition(" ")[0],
)
def test_each_kind_of_post(type_, post, media, words, content):
    urn = post(words)

    assert type_(f"post show {urn} --json").document["content"] == content


def test_a_post_is_shared_again(type_, post):
    urn = post(f"Look --reshare {post('First')}")

    stored = type_(f"api get /posts/{urn}").document
    assert stored["reshareContext"]["parent"].startswith("urn:li:share:")


def test_a_draft_is_seen_only_where_drafts_are_asked_for(type_, post):
    urn = post("Later --draft")

    def listed(more):
        documents = type_(f"post list --json {more}").document["posts"]
        return [each["urn"] for each in documents]

    assert urn not in listed("")
    assert urn in listed("--drafts")


def test_a_post_is_edited(type_, post):
    urn = post("'First (1)'")

    assert type_(f"post edit {urn} 'Second (2)'").code == 0
    assert type_(f"post show {urn} --json").document["text"] == "Second (2)"


def test_a_post_is_deleted_when_that_is_confirmed(type_, post):
    urn = post("'To go'")

    refused = type_(f"post delete {urn}")
    assert (refused.code, "--yes" in refused.err) == (2, True)
    assert type_(f"post delete {urn} --yes").code == 0
    assert type_(f"post show {urn}").code == 1


def test_the_newest_posts_are_listed_for_people(type_, post):
    post("'Newest (of all)'")

    first, second, *_ = type_("post list --limit 2").out.splitlines()
    assert first.split() == ["published", "post", "text"]
    assert second.endswith("Newest (of all)")


def test_a_post_without_statistics_is_named(type_, post):
    urn = post("'Nobody has seen it'")

    assert type_(f"post stats {urn} --json").document["without_statistics"] == [urn]
    assert type_(f"post stats {urn}").out.startswith(f"no statistics of {urn}: ")


def test_statistics_equal_the_sandboxs_figures(type_, page):
    urn = type_("post list --limit 40 --json").document["posts"][-1]["urn"]

    totals = type_(f"post stats {urn} --json").document["posts"][urn]
    assert totals["impressionCount"] > 0
    assert f"{totals['impressionCount']:,}" in type_(f"post stats {urn}").out


@pytest.mark.parametrize(
    "line",
    [
        "create 'Hello (you)' --image a.png --alt Brass",
        "edit urn:li:share:7 'Hello (you)'",
        "delete urn:li:share:7",
        "comment urn:li:share:7 'Hello (you)'",
        "react urn:li:share:7 PRAISE",
    ],
)
def test_a_dry_run_shows_the_request_and_sends_nothing(type_, page, media, line):
    before = len(page.requests)

    plan = type_(f"post {line} --dry-run --json").document

    assert plan["request"].split()[0] in {"POST", "DELETE"}
    assert len(page.requests) == before


def test_a_dry_run_shows_what_people_will_read(type_, page):
    out = type_(f"post create '{TEXTS[3]}' --dry-run").out

    assert f"as {PAGE}" in out
    assert f"people read: {TEXTS[3]}" in out


@pytest.mark.parametrize("fault", [{"reset_connection": True, "when": "after"}, {"status": 500}])
def test_a_lost_answer_is_said_and_the_post_is_not_sent_again(type_, page, fault):
    create = Match(resource="posts", method="CREATE")
    page.faults.add(create, times=1, **fault)

    ended = type_("post create Once")

    assert ended.code == 1
    assert "LinkedIn may have published the post" in ended.err
    assert "linkedin post list" in ended.err
    assert sum(request.method == "CREATE" for request in page.requests) == 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("x --image a.png --video tour.mp4", "choose between --image and --video"),
        ("x --alt Brass", "each --alt describes one --image"),
        ("x --article https://example.org", "--article needs --title"),
        ("x --poll Tea?", "a poll needs --poll and two to four --answer"),
        ("x --image none.png", "there is no file none.png"),
        ("x --poll Tea? --answer Yes", "--answer must have 2 to 4 values, not 1"),
        ("''", "TEXT must not be empty"),
        ("x --article here --title News", "--article must start with https:// or http://"),
        (f"x --article https://example.org --title {'t' * 500}", "--title can have"),
        ("x --as seven", "'--as': must be a URN of type organization"),
        ("x --as 0", "or the number of an organization, not '0'"),
        (
            "x --reshare 7",
            "'--reshare': must be a URN of type share or ugcPost, such as urn:li:share",
        ),
        (f"'{'x' * 3001}'", "the limit is 3000"),
    ],
)
def test_a_wrong_post_is_refused_before_anything_is_sent(type_, page, media, words, message):
    before = len(page.requests)

    ended = type_(f"post create {words}")

    assert ended.code == 2
    assert message in ended.err
    assert len(page.requests) == before


@pytest.mark.parametrize(
    ("line", "argument"),
    [
        ("list --as acme", "--as"),
        ("stats urn:li:share:7 --as acme", "--as"),
        ("stats urn:li:share:7 --as urn:li:person:782bbtaQ", "--as"),
        ("stats acme", "URN..."),
        ("stats urn:li:image:7", "URN..."),
        ("show acme", "URN"),
        ("edit urn:li:share:x Text", "URN"),
        ("delete acme --yes", "URN"),
        ("comment acme Text", "URN"),
        ("comment urn:li:share:7 Text --as acme", "--as"),
        ("comment urn:li:share:7 Text --reply-to acme", "--reply-to"),
        ("react acme", "URN"),
        ("react urn:li:share:7 --as acme", "--as"),
    ],
)
def test_a_text_that_is_no_urn_is_refused_before_anything_is_sent(type_, page, line, argument):
    before = len(page.requests)

    ended = type_(f"post {line}")

    assert ended.code == 2
    assert f"Invalid value for '{argument}'" in ended.err
    assert "must be a URN of type " in ended.err
    assert len(page.requests) == before


@pytest.mark.parametrize("line", ["create Text", "comment urn:li:share:7 Text"])
def test_a_bare_number_acts_as_the_organization_with_it(type_, page, line):
    planned = type_(f"post {line} --as 2414183 --dry-run --json").document

    assert planned["acts"] == "urn:li:organization:2414183"


def test_statistics_need_an_organization(type_, page, monkeypatch):
    monkeypatch.delenv("LINKEDIN_AUTHOR")

    ended = type_("post stats urn:li:share:7")

    assert (ended.code, "with --as or LINKEDIN_AUTHOR" in ended.err) == (2, True)


@pytest.mark.parametrize(
    "urn",
    ["urn:li:activity:7", "urn:li:comment:(urn:li:activity:7,8)", "urn:li:comment:(activity:7,8)"],
)
def test_what_has_no_post_of_its_own_has_reactions(type_, page, urn):
    assert type_(f"post react '{urn}' --dry-run").code == 0


def test_what_is_stored_is_what_the_dry_run_showed(type_, post):
    plan = type_("post create 'Same (as) planned' --dry-run --json").document["body"]

    stored = type_(f"api get /posts/{post('Same (as) planned'.join(chr(39) * 2))}").document
    assert stored["commentary"] == plan["commentary"]
    assert unescape_little_text(json.loads(json.dumps(stored["commentary"]))) == "Same (as) planned"


def test_a_comment_and_a_reaction_are_counted(type_, post):
    urn = post("'To discuss'")

    assert type_(f"post comment {urn} 'Well (done)'").code == 0
    assert type_(f"post react {urn} praise").code == 0

    shown = type_(f"post show {urn} --json").document
    assert (shown["comments"], shown["reactions"]) == (1, {"PRAISE": 1})
    assert type_(f"post react {urn} --remove").code == 0
    assert type_(f"post show {urn} --json").document["reactions"] == {}


def test_a_comment_is_plain_text(type_, post):
    urn = post("'To discuss again'")
    type_(f"post comment {urn} 'f(x) #tag'")

    listed = type_(f"api get-all /socialActions/{urn}/comments").document["elements"]
    assert listed[0]["message"]["text"] == "f(x) #tag"


def test_without_a_name_the_member_acts(type_, page, monkeypatch):
    monkeypatch.delenv("LINKEDIN_AUTHOR")

    urn = type_("post create Own --json").document["urn"]

    stored = type_(f"api get /posts/{urn}").document
    assert stored["author"].startswith("urn:li:person:")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("--title News", "--title needs --article or --video or --document"),
        ("--poll Tea? --answer Yes --answer No --title News", "--title needs --article"),
        ("--description Long", "--description needs --article"),
        ("--thumbnail a.png", "--thumbnail needs --article"),
    ],
)
def test_an_option_that_would_be_left_out_is_refused(type_, page, tmp_path, options, message):
    (tmp_path / "a.png").write_bytes(b"x")

    ended = type_(f"post create Text {options}")

    assert ended.code == 2
    assert message in ended.err
    assert not page.requests


def test_a_post_without_text_of_its_own_is_shown(type_, page, monkeypatch):
    shared = {"id": "urn:li:share:7", "author": PAGE, "lifecycleState": "PUBLISHED"}
    body = json.dumps({"elements": [shared]}).encode()
    with CannedServer(Answer(body=body)) as server:
        monkeypatch.setenv("LINKEDIN_API_URL", server.url)
        ended = type_("post list --limit 1 --json")

    assert ended.code == 0, ended.err
    assert ended.document["posts"][0]["text"] == ""


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("list", {}),
        ("list --as 1 --limit 1", {"elements": [{"author": PAGE}]}),
        ("show urn:li:share:7", {"id": "urn:li:share:7", "author": PAGE, "publishedAt": 1e30}),
        ("show urn:li:share:7", {"id": "urn:li:share:7", "author": PAGE, "reactionSummaries": []}),
        ("stats urn:li:share:7 --as 1", {"elements": [{}]}),
        ("react urn:li:share:7", []),
    ],
)
def test_an_answer_of_another_form_is_an_error_in_one_line(type_, page, monkeypatch, line, body):
    monkeypatch.delenv("LINKEDIN_AUTHOR")
    with CannedServer(Answer(body=json.dumps(body).encode())) as server:
        monkeypatch.setenv("LINKEDIN_API_URL", server.url)
        ended = type_(f"post {line}")

    assert ended.code == 1
    assert ended.err.startswith("Error: LinkedIn's answer does not have the documented form: ")
    assert ended.err.count("\n") == 1
