"""The warning before LinkedIn cuts the text of a post."""

import asyncio
import warnings

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from linkedin_api import AsyncRestliClient
from linkedin_api.little_text import (
    RESERVED,
    UnescapedTextWarning,
    escape_little_text,
    hashtag,
    little_text,
    mention,
    unescaped_notice,
)
from linkedin_api.posts import Post
from linkedin_api.sandbox.catalog.little_text import read_little_text

ACME = "urn:li:organization:2414183"
CUT = "Two engines (2*x) by @[Acme](urn:li:organization:2414183)"
NOTICE = (
    "LinkedIn cuts the commentary at position 12 without an error, since '(' is not escaped;"
    r" escaped it is 'Two engines \(2\*x\) by @[Acme](urn:li:organization:2414183)': use"
    " escape_little_text for text, little_text for text with mentions"
)


@pytest.fixture
def client(shell, server):
    """Any client, as one object whose calls return."""

    class Client:
        def __getattr__(self, method):
            rest = shell.rest(base_url=server.url, access_token="T", version_string="202608")
            return lambda *arguments, **more: shell.call(rest, method, *arguments, **more)

    return Client()


CALLS = {
    "create": lambda client, post: client.create("/posts", post),
    "batch_create": lambda client, post: client.batch_create("/posts", [{}, post]),
    "partial_update": lambda client, post: client.partial_update("/posts/7", post),
    "patch": lambda client, post: client.partial_update("/posts/7", patch={"$set": post}),
    "batch_partial_update": lambda client, post: client.batch_partial_update(
        "/posts", [7, 8], [{"lifecycleState": "DRAFT"}, post]
    ),
    "patches": lambda client, post: client.batch_partial_update(
        "/posts", [7], patches=[{"$set": post}]
    ),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=list(CALLS))
def test_text_that_linkedin_cuts_is_warned_about_and_sent(client, server, call):
    with pytest.warns(UnescapedTextWarning) as caught:
        call(client, {"commentary": CUT})

    assert [str(each.message) for each in caught] == [NOTICE]
    assert CUT.encode() in server.last.body


def test_the_warning_shows_the_line_that_posts_even_if_a_task_does(server):
    async def post(client):
        await asyncio.create_task(client.create("/posts", {"commentary": CUT}))

    async def run():
        async with AsyncRestliClient(base_url=server.url, access_token="T") as client:
            await post(client)

    with pytest.warns(UnescapedTextWarning) as caught:
        asyncio.run(run())

    assert (caught[0].filename, caught[0].lineno) == (__file__, post.__code__.co_firstlineno + 1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Two engines",
        r"Two engines \(2\*x\) #steam {hashtag|\#|Steam} @[Acme](urn:li:organization:1)",
        escape_little_text(CUT),
        little_text("(2*x) by ", mention("Acme (UK)", ACME), " ", hashtag("steam")),
    ],
)
def test_text_that_linkedin_reads_whole_is_not_warned_about(client, text):
    client.create("/posts", {"commentary": str(text)})


@pytest.mark.parametrize(
    ("path", "entity"),
    [
        ("/posts", Post(CUT, author=ACME)),
        ("/posts", {"commentary": None}),
        ("/posts", {}),
        ("/socialActions/7/comments", {"message": {"text": CUT}, "commentary": CUT}),
        ("/ugcPosts", {"commentary": CUT}),
    ],
)
def test_what_is_made_by_posts_and_what_is_no_little_text_is_not_warned_about(client, path, entity):
    client.create(path, entity)


def test_text_that_says_it_is_markup_is_not_warned_about():
    assert unescaped_notice(little_text(CUT)) is None


def test_one_filter_turns_the_warning_off(client):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UnescapedTextWarning)
        client.create("/posts", {"commentary": CUT})


def test_a_long_text_is_shown_around_the_place():
    notice = unescaped_notice("a" * 500 + "(" + "b" * 500)

    assert "at position 500 " in notice
    assert f"'…{'a' * 100}\\({'b' * 98}…'" in notice


@given(st.text(st.sampled_from(RESERVED + "ab 1:-\n\uff03é") | st.characters(), max_size=30))
@example("@[a](urn:li:organization:1)")
@example("@[a](urn:li:share:1)")
@example("{hashtag|\\#|a_b}")
@example("{hashtag|\uff03|a}#b #_c")
@example("a\\b")
def test_the_warning_names_the_place_where_linkedin_cuts(text):
    kept = read_little_text(text).kept
    notice = unescaped_notice(text)

    assert (notice is None) == (kept == text)
    if notice is not None:
        assert f"at position {len(kept)} " in notice
