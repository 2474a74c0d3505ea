"""`linkedin_api.posts`: posts, comments and reactions as values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkedin_api import InvalidArgumentError, RestliClient
from linkedin_api.little_text import little_text, unescape_little_text
from linkedin_api.posts import (
    Article,
    Images,
    Media,
    Poll,
    Post,
    comment,
    link,
    reaction,
    reaction_key,
    written,
)
from linkedin_api.sandbox import Sandbox

PAGE = "urn:li:organization:2414183"
IMAGE = "urn:li:image:C4E10AQFoyyAjHPMQuQ"


@pytest.fixture(scope="module")
def client():
    with (
        Sandbox() as sandbox,
        RestliClient(
            base_url=sandbox.url,
            access_token=sandbox.access_token(),
            version_string="202608",
            raise_for_status=True,
        ) as client,
    ):
        yield client


@pytest.mark.parametrize(
    "post",
    [
        Post("Text (alone) \u2013 \U0001f680\nsecond line", author=PAGE),
        Post(written("By @[Ada (L.)](urn:li:person:782bbtaQ) #a_b"), author=PAGE),
        Post("\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627", author=PAGE),
        Post("Link", author=PAGE, content=Article("https://example.org", "News", "About")),
        Post("Poll", author=PAGE, content=Poll("Tea?", ["Yes", "No"], "ONE_DAY")),
        Post("", author=PAGE, reshare="urn:li:share:7400000000000000001"),
        Post("Draft", author=PAGE, is_draft=True),
        Post("Unlisted", author=PAGE, is_in_feed=False),
        Post("Own", author="urn:li:person:782bbtaQ", visibility="CONNECTIONS"),
    ],
    ids=lambda post: post.text[:8] or "reshare",
)
def test_linkedin_stores_a_post_as_it_is_meant(client, post):
    urn = client.create("/posts", post).entity_id

    keys, query = {"urn": urn}, {"viewContext": "AUTHOR"}
    stored = client.get("/posts/{urn}", path_keys=keys, query_params=query).entity
    for name in ("author", "commentary", "visibility", "lifecycleState"):
        assert stored[name] == post[name]
    if "content" in post:
        assert stored["content"] == post["content"]


def test_media_are_shown_by_a_post(client):
    images = [client.uploads.image(b"png", PAGE, wait=0) for _ in range(2)]
    video = client.uploads.video(b"mp4", PAGE, wait=0)

    for content in (
        Media(images[0], alt_text="Brass"),
        Images([Media(images[0], alt_text="Brass"), Media(images[1])]),
        Media(video, title="Tour"),
    ):
        urn = client.create("/posts", Post(f"Shown {content}"[:50], author=PAGE, content=content))
        assert urn.status_code == 201


@given(st.text(max_size=400))
def test_plain_text_is_read_as_it_was_written(text):
    post = Post(text or "x", author=PAGE)

    assert unescape_little_text(post["commentary"]) == (text or "x")


@given(st.text(st.sampled_from("@[]()#ab _:urnliperson1 \\{}|<>*~"), max_size=60))
def test_notation_never_loses_text(text):
    seen = unescape_little_text(written(text))

    if "](urn:li:" not in text:
        assert seen == text


@pytest.mark.parametrize(
    ("text", "commentary"),
    [
        ("a #steam b", r"a {hashtag|\#|steam} b"),
        ("C# and a#b", r"C\# and a\#b"),
        ("@[Acme](urn:li:organization:1)!", "@[Acme](urn:li:organization:1)!"),
        ("@[Acme](https://x)", r"\@\[Acme\]\(https://x\)"),
        ("##", r"\#\#"),
    ],
)
def test_notation_of_mentions_and_hashtags(text, commentary):
    assert written(text) == commentary


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Post("x", author="2414183"), "author must start with urn:li:organization:"),
        (lambda: Post("", author=PAGE), "text must not be empty"),
        (lambda: Post("x" * 3001, author=PAGE), "the limit is 3000"),
        (lambda: Post("x", author=PAGE, visibility="ALL"), "visibility must be one of PUBLIC"),
        (lambda: Post("x", author=PAGE, content={}), "content must be Media, Images"),
        (lambda: Post("x", author=PAGE, reshare="urn:li:activity:1"), "reshare must start with"),
        (lambda: Media("urn:li:share:1"), "urn must start with urn:li:image:"),
        (lambda: Media(IMAGE, alt_text="x" * 4087), "alt_text can have 4,086 characters"),
        (lambda: Images([Media(IMAGE)]), "images must have 2 to 20 values, not 1"),
        (lambda: Article("example.org", "t"), "source must start with https://"),
        (lambda: Article("https://example.org", ""), "title must not be empty"),
        (lambda: Poll("?", ["a"]), "answers must have 2 to 4 values, not 1"),
        (lambda: Poll("?", ["a", "x" * 31]), "answers can have 30 characters, but has 31"),
        (lambda: Poll("?", ["a", "b"], "ONE_WEEK"), "duration must be one of ONE_DAY"),
        (lambda: comment(" ", actor=PAGE, on="urn:li:share:1"), "must not be empty"),
        (lambda: reaction("urn:li:share:1", "LOVE"), "kind must be one of LIKE"),
        (lambda: Images(Media(IMAGE)), "images must be a list, not Media"),
        (lambda: Images([IMAGE, IMAGE]), "each of images must be a Media, not str"),
        (lambda: Media(IMAGE, alt_text=5), "alt_text must be a string or None, not int"),
        (lambda: Poll("?", "ab"), "answers must be a list, not str"),
        (lambda: Poll("?", None), "answers must be a list, not NoneType"),
        (lambda: comment("x", actor=PAGE, on=7), "on must start with urn:li:, not 7"),
        (lambda: reaction(None), "on must start with urn:li:, not None"),
        (lambda: reaction_key(PAGE, "7"), "on must start with urn:li:, not '7'"),
        (lambda: link(7), "urn must start with urn:li:, not 7"),
        (lambda: written(None), "text must be a string, not NoneType"),
        (lambda: unescape_little_text(None), "text must be a string, not NoneType"),
        (lambda: little_text("x", limit="9"), "limit must be a positive number of characters"),
    ],
)
def test_a_wrong_argument_is_named_with_what_would_be_right(make, message):
    with pytest.raises(InvalidArgumentError, match=message):
        make()


def test_a_comment_is_plain_text():
    body = comment("f(x)", actor=PAGE, on="urn:li:share:1", reply_to="urn:li:comment:(a,1)")

    assert body["message"] == {"text": "f(x)"}
    assert body["parentComment"] == "urn:li:comment:(a,1)"


def test_a_reaction_and_its_key():
    assert reaction("urn:li:share:1", "PRAISE") == {
        "root": "urn:li:share:1",
        "reactionType": "PRAISE",
    }
    assert reaction_key(PAGE, "urn:li:share:1") == {"actor": PAGE, "entity": "urn:li:share:1"}


def test_the_address_of_a_post():
    assert link("urn:li:share:7") == "https://www.linkedin.com/feed/update/urn:li:share:7/"
