"""Tables of lists that change while they are read."""

from __future__ import annotations

from collections import Counter

import pytest
from catalogue_rows import read
from syncs import FIRST, NOW

from linkedin_api.sandbox import Match, Sandbox
from linkedin_api.sandbox.catalog.post_book import book_of
from linkedin_api.sources.catalogue.learning import LEARNING
from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.scope import Scope

NUMBER = 500
URN = f"urn:li:organization:{FIRST}"
ONE = Scope((FIRST,))
POST_TABLES = [PAGES[name] for name in ("posts", "post_statistics", "social_metadata")]
LISTED = Match(resource="posts", method="FINDER-author")
CHANGES = ["insert", "delete", "move", ("insert", "move"), ("delete", "insert", "move")]


@pytest.fixture(scope="module")
def running():
    with Sandbox(organizations=1, days=10, now=NOW, kept_requests=10_000) as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running):
    """A sandbox whose organization has 500 posts more."""
    return with_posts(running)


def with_posts(running):
    running.reset()
    book = book_of(running._store)
    pattern = next(book.by(URN))
    for number in range(NUMBER):
        urn = f"urn:li:share:{8_000_000_000_000_000_000 + number}"
        book[urn] = {**pattern, "id": urn, "createdAt": number, "lastModifiedAt": number}
    return running


def keys(rows, name):
    return Counter(row[name] for row in rows)


@pytest.fixture(scope="module")
def posts_before(running):
    """The posts before a list changes."""
    return keys(read(with_posts(running), ONE, [PAGES["posts"]])[0]["posts"], "id")


@pytest.fixture(scope="module")
def assets_before(running):
    running.reset()
    table = LEARNING["learning_assets"]
    return keys(read(running, Scope(), [table])[0][table.name], "urn")


@pytest.mark.parametrize("change", CHANGES)
def test_posts_of_a_list_that_changes_at_every_page_come_once_and_none_is_missing(
    posts_before, sandbox, change
):
    sandbox.faults.add(LISTED, change=change, skip=1)
    rows, problems = read(sandbox, ONE, POST_TABLES)
    sandbox.faults.clear()
    after = keys(read(sandbox, ONE, [PAGES["posts"]])[0]["posts"], "id")

    found = keys(rows["posts"], "id")
    assert problems == []
    assert set(found.values()) == {1}
    assert posts_before.keys() & after.keys() <= found.keys()
    assert keys(rows["post_statistics"], "post") == found
    assert keys(rows["social_metadata"], "post") == found


def test_a_post_that_is_edited_while_posts_are_listed_keeps_its_place(sandbox):
    read(sandbox, ONE, [PAGES["posts"]])
    listings = [request for request in sandbox.requests if request.name == "author"]
    assert {request.params["sortBy"] for request in listings} == {"CREATED"}


@pytest.mark.parametrize("change", CHANGES)
def test_assets_of_a_catalogue_that_changes_come_once_and_none_is_missing(
    assets_before, running, change
):
    running.reset()
    table = LEARNING["learning_assets"]
    running.faults.add(Match(resource="learningAssets"), change=change, skip=1)
    rows, problems = read(running, Scope(), [table])
    running.faults.clear()
    after = keys(read(running, Scope(), [table])[0][table.name], "urn")

    found = keys(rows[table.name], "urn")
    assert problems == []
    assert set(found.values()) == {1}
    assert assets_before.keys() & after.keys() <= found.keys()
    assert len(assets_before) > 100
