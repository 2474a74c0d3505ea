"""What a sync costs in calls, counted in the sandbox's own log."""

from __future__ import annotations

from collections import Counter

import pytest
from odd_statistics import OddStatistics
from syncs import DAY, END, FIRST, KNOWN, NOW, TIME_BOUND, Kept, sync

from linkedin_api.sandbox import Sandbox
from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.reading.access import Access
from linkedin_api.sources.scope import Scope

HUNDRED = Scope(tuple(range(FIRST, FIRST + 100)))
TEN = Scope(tuple(range(FIRST, FIRST + 10)))


@pytest.fixture(scope="module")
def running():
    with Sandbox(organizations=100, days=10, now=NOW, kept_requests=10_000) as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running):
    running.reset()
    return running


def calls(sandbox) -> Counter:
    """Requests by resource; of those for tokens, under OAUTH."""
    return Counter(request.resource or request.method for request in sandbox.requests)


def test_a_sync_of_the_known_streams_takes_five_calls_an_organization_and_the_next_three(sandbox):
    kept = sync(sandbox, KNOWN, HUNDRED)
    first = calls(sandbox)
    assert first.pop("OAUTH") == 1
    assert sum(first.values()) <= 5.1 * 100
    assert first == {
        "organizations": 1,
        "organizationalEntityFollowerStatistics": 200,
        "organizationalEntityShareStatistics": 200,
        "networkSizes": 100,
    }

    sandbox.reset()
    rows = kept.count()
    sync(sandbox, KNOWN, HUNDRED, kept)
    second = calls(sandbox)
    assert second.pop("OAUTH") == 1
    assert sum(second.values()) <= 4.1 * 100
    assert kept.count() == rows
    refused = [p for p in kept.problems if p.table == "share_statistics_time_bound"]
    assert 0 < len(refused) < 5  # only those that refused are asked again for their days
    assert second["organizationalEntityShareStatistics"] == 100 + len(refused)


def test_time_bound_tables_take_no_call_the_same_day(sandbox):
    kept = sync(sandbox, TIME_BOUND, TEN)
    sandbox.reset()
    sync(sandbox, TIME_BOUND, TEN, kept)
    assert sandbox.requests == []


def test_posts_are_listed_once_for_the_three_tables_that_need_them(sandbox):
    names = ("posts", "post_statistics", "social_metadata")
    kept = sync(sandbox, [PAGES[name] for name in names], TEN)
    together = calls(sandbox)
    sandbox.reset()
    sync(sandbox, [PAGES["posts"]], TEN)
    assert together["posts"] == calls(sandbox)["posts"]
    organizations_with_posts = len({row["author"] for row in kept.rows["posts"]})
    assert together["organizationalEntityShareStatistics"] == organizations_with_posts
    assert together["socialMetadata"] == organizations_with_posts


@pytest.mark.parametrize("first", ["posts", "post_statistics", "social_metadata"])
def test_posts_are_listed_once_also_if_the_tables_are_read_one_after_the_other(sandbox, first):
    from catalogue_rows import read

    names = sorted(("posts", "post_statistics", "social_metadata"), key=lambda name: name != first)
    rows, _ = read(sandbox, TEN, [PAGES[name] for name in names])
    assert calls(sandbox)["posts"] == 10 + len({row["author"] for row in rows["posts"]})
    assert {row["id"] for row in rows["posts"]} == {row["post"] for row in rows["post_statistics"]}
    assert len(rows["posts"]) == len(rows["social_metadata"]) > 10


def test_administered_organizations_are_listed_once_for_all_tables(sandbox):
    kept = sync(sandbox, [PAGES["organization_lookup"], PAGES["total_follower_count"]])
    administered = [n for n in sandbox.figures.organizations if _administers(sandbox, n)]
    assert {row["id"] for row in kept.rows["organization_lookup"]} == set(administered)
    assert kept.problems == []
    listings = [request for request in sandbox.requests if request.name == "roleAssignee"]
    assert len(listings) == 2  # all on the first page, none on the second
    assert all(request.params["state"] == "APPROVED" for request in listings)


def _administers(sandbox: Sandbox, organization: int) -> bool:
    figures = sandbox.figures
    return figures.administers(figures.member, organization)


def test_tables_that_belong_to_nobody_need_no_list_of_organizations(sandbox):
    from linkedin_api.sources.catalogue.learning import LEARNING

    sync(sandbox, LEARNING.values(), Scope())
    assert {request.name for request in sandbox.requests} == {"", "criteria", "localeAndType"}


def test_nothing_is_sent_before_the_first_batch_is_asked_for(sandbox):
    kept = Kept()
    sync(sandbox, [], TEN, kept)
    assert (kept.rows, sandbox.requests) == ({}, [])


@pytest.mark.parametrize(
    ("every", "more"), [(None, 0), (100, 10), (7, 10)], ids=["no hole", "a few", "each week"]
)
def test_holes_take_one_call_more_for_a_page_however_many_they_are(every, more):
    """LinkedIn leaves them out for good; each sync asks for all of them at once."""
    table = PAGES["follower_statistics_time_bound"]
    with OddStatistics() as linkedin:
        if every is not None:
            linkedin.absent = {END - days * DAY for days in range(5, 360, every)}
        kept = Kept()
        calls = []
        for later in (0, 0, 1, 2):
            moment = NOW.timestamp() + later * 86_400
            known = len(linkedin.received)
            access = Access("T", base_url=linkedin.url)
            sync(linkedin, [table], TEN, kept, access, now=lambda moment=moment: moment)
            calls.append(len(linkedin.received) - known)
    holes = 0 if every is None else len(range(5, 360, every))
    assert calls == [10, more, 10 + more, 10 + more]
    assert len(kept.rows[table.name]) == 10 * (363 + 2 - holes)
