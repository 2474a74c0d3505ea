"""Commentary written by the client and read by the sandbox, over HTTP."""

import pytest
from clients.shells import AsyncShell, SyncShell

from linkedin_api.little_text import (
    UnescapedTextWarning,
    escape_little_text,
    hashtag,
    little_text,
    mention,
)
from linkedin_api.restli import Urn
from linkedin_api.sandbox import Sandbox

ADA = "urn:li:person:782bbtaQ"
WORDS = r"f(x) = {2*x} | [a] <b> #c @d _e_ ~f~ \g"


@pytest.fixture(params=[SyncShell, AsyncShell], ids=["sync", "async"])
def posted(request):
    """Posts a commentary and reads back what was kept of it."""
    shell = request.param()
    with Sandbox() as sandbox:
        client = shell.rest(
            base_url=sandbox.url,
            access_token=sandbox.access_token(),
            version_string="202608",
            raise_for_status=True,
        )

        def post(commentary):
            entity = {
                "author": ADA,
                "commentary": commentary,
                "visibility": "PUBLIC",
                "distribution": {"feedDistribution": "MAIN_FEED"},
                "lifecycleState": "PUBLISHED",
            }
            made = shell.call(client, "create", "/posts", entity)
            keys = {"urn": Urn.parse(made.entity_id)}
            return shell.call(client, "get", "/posts/{urn}", path_keys=keys).entity["commentary"]

        yield post
        shell.close()


def test_unescaped_words_are_cut_and_escaped_ones_are_kept_whole(posted):
    with pytest.warns(UnescapedTextWarning, match="cuts the commentary at position 1"):
        assert posted(WORDS) == "f"
    assert posted(escape_little_text(WORDS)) == escape_little_text(WORDS)


def test_mentions_and_hashtags_are_kept(posted):
    engines = mention("Lovelace Engines (UK)", "urn:li:organization:2414183")
    text = little_text(WORDS, " by ", engines, " ", hashtag("steam_power"))

    assert posted(text) == text


def test_a_backslash_at_the_end_is_kept(posted):
    assert posted(escape_little_text("a\\")) == "a\\\\"
