"""What a sandbox tells, in every table: schemas fit and name it all, keys tell rows apart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import requests
from catalogue_rows import Rows, read
from named_fields import complaints
from noon import NOON

from linkedin_api import RestliClient
from linkedin_api.sandbox import Sandbox
from linkedin_api.sources.columns import columns
from linkedin_api.sources.learning import LEARNING
from linkedin_api.sources.pages import PAGES
from linkedin_api.sources.scope import ASSET_TYPES, Locale, Scope
from linkedin_api.sources.windows import Granularity, Span

TABLES = {**PAGES, **LEARNING}
#: Among ten organizations one is a brand of another, one is empty, three are German.
ORGANIZATIONS = 10


def contents(image: str, document: str) -> dict[str, dict[str, Any]]:
    """Return each kind of content that a post can have, with media that were uploaded."""
    shown = {"id": image, "altText": "A loom"}
    return {
        "media": {"id": document, "title": "Notes"},
        "article": {
            "source": "https://example.com/looms",
            "title": "Looms",
            "description": "Of looms",
            "thumbnail": image,
        },
        "multiImage": {"images": [shown, shown]},
        "carousel": {
            "cards": [{"media": shown, "landingPage": "https://example.com"} for _ in range(2)]
        },
        "poll": {
            "question": "Cards or keys?",
            "options": [{"text": "cards"}, {"text": "keys"}],
            "settings": {"duration": "THREE_DAYS", "voteSelectionType": "SINGLE_VOTE"},
        },
        "reference": {"id": "urn:li:event:1"},
    }


def upload(client: RestliClient, kind: str, owner: str) -> str:
    """Upload an image or document; return its URN."""
    request = {"initializeUploadRequest": {"owner": owner}}
    begun = client.action(f"/{kind}s", "initializeUpload", action_params=request).value
    requests.put(begun["uploadUrl"], data=b"bytes", timeout=10).raise_for_status()
    return str(begun[kind])


def write_posts(sandbox: Sandbox) -> None:
    """Post each kind of content, and a repost, for the first organization."""
    author = f"urn:li:organization:{sandbox.figures.organizations[0]}"
    target = {"geoLocations": ["urn:li:geo:103644278"], "interfaceLocales": ["en_US"]}
    post = {
        "author": author,
        "visibility": "PUBLIC",
        "distribution": {"feedDistribution": "MAIN_FEED", "targetEntities": [target]},
        "lifecycleState": "PUBLISHED",
        "adContext": {"dscAdAccount": "urn:li:sponsoredAccount:512000001", "dscName": "Looms"},
    }
    with RestliClient(
        base_url=sandbox.url,
        access_token=sandbox.access_token(),
        version_string="202608",
        raise_for_status=True,
    ) as client:
        media = (upload(client, kind, author) for kind in ("image", "document"))
        for kind, content in contents(*media).items():
            told = {"commentary": f"With {kind}", "content": {kind: content}}
            first = client.create("/posts", {**post, **told})
        parent = {"commentary": "Again", "reshareContext": {"parent": first.entity_id}}
        client.create("/posts", {**post, **parent})


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(organizations=ORGANIZATIONS, days=120, now=NOON) as sandbox:
        write_posts(sandbox)
        yield sandbox


def scope_of(sandbox: Sandbox, granularity: Granularity) -> Scope:
    """Some weeks of days, or some months, of all organizations; all of Learning."""
    begin = sandbox.figures.last_day - timedelta(20 if granularity == "DAY" else 100)
    return Scope(
        tuple(sandbox.figures.organizations),
        Span(start_date=begin, granularity=granularity),
        locales=(Locale("en", "US"), Locale("de", "DE")),
        asset_types=ASSET_TYPES,
        include_retired=True,
    )


@pytest.fixture(scope="module")
def rows(sandbox: Sandbox) -> Rows:
    """What is in every table, that of days and that of months together."""
    found, problems = read(sandbox, scope_of(sandbox, "DAY"), TABLES.values())
    by_time = [table for table in TABLES.values() if table.cursor]
    months, more = read(sandbox, scope_of(sandbox, "MONTH"), by_time)
    assert (problems, more) == ([], [])
    return {name: [*found[name], *months.get(name, [])] for name in found}


@pytest.mark.parametrize("name", TABLES)
def test_the_schema_fits_and_names_all_that_the_table_has(name, rows):
    assert len(rows[name]) >= ORGANIZATIONS
    assert complaints(TABLES[name], rows[name]) == set()


@pytest.mark.parametrize("name", TABLES)
def test_the_primary_key_tells_rows_apart(name, rows):
    keys = [tuple(row[field] for field in TABLES[name].primary_key) for row in rows[name]]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("name", [name for name in TABLES if TABLES[name].organization])
def test_rows_name_the_organization_that_they_are_of(name, rows, sandbox):
    numbers = sandbox.figures.organizations
    urns = {f"urn:li:organization:{number}" for number in numbers}
    expected = set(numbers) if TABLES[name].organization == "id" else urns
    empty = f"urn:li:organization:{numbers[-1]}"
    found = {row[TABLES[name].organization] for row in rows[name]}
    assert found | {empty} == expected | {empty}


@pytest.mark.parametrize("name", [name for name in TABLES if TABLES[name].cursor])
def test_days_and_months_are_told_apart(name, rows, sandbox):
    lengths = {row["timeRangeEnd"] - row["timeRangeStart"] for row in rows[name]}
    days = {length // 86_400_000 for length in lengths}
    assert (1 in days, bool(days & {28, 29, 30, 31})) == (True, True)


def test_every_kind_of_content_is_named(rows):
    kinds = {kind for post in rows["posts"] for kind in post.get("content", {})}
    assert kinds == set(contents("", ""))


def test_tables_of_posts_have_a_row_for_each_post(rows):
    posts = {post["id"] for post in rows["posts"]}
    assert {row["post"] for row in rows["post_statistics"]} == posts
    assert {row["post"] for row in rows["social_metadata"]} == posts


def test_posts_to_which_nothing_happened_are_zeros_of_the_same_types(rows):
    told = [row["totalShareStatistics"] for row in rows["post_statistics"]]
    types = {tuple(sorted((name, type(n)) for name, n in each.items())) for each in told}
    quiet = [each for each in told if not any(each.values())]
    assert (len(types), bool(quiet)) == (1, True)


def test_whole_numbers_are_whole(rows):
    whole = {
        name: {c.path for c in columns(table.schema) if c.kind in {"whole number", "milliseconds"}}
        for name, table in TABLES.items()
    }
    found = {
        (name, path)
        for name in rows
        for row in rows[name]
        for path, value in leaves(row)
        if path in whole[name] and type(value) is not int
    }
    assert found == set()


def leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """All that is neither record nor list, with its path."""
    if isinstance(value, dict):
        for name, within in value.items():
            yield from leaves(within, (*path, name))
    elif isinstance(value, list):
        for within in value:
            yield from leaves(within, (*path, "[]"))
    else:
        yield path, value
