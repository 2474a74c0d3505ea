"""What tables need and cost, as the catalogue says, beside what a sandbox demands and counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import product
from typing import NamedTuple

import pytest
from catalogue_rows import read
from noon import NOON

from linkedin_api.errors import ForbiddenError
from linkedin_api.sandbox import Sandbox
from linkedin_api.sources.catalogue.learning import LEARNING
from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.catalogue.table import Table
from linkedin_api.sources.scope import Scope
from linkedin_api.sources.windows import Span

TABLES = {**PAGES, **LEARNING}
ALTERNATIVES = [
    (table.name, scopes)
    for table in TABLES.values()
    for scopes in dict.fromkeys(map(frozenset, product(*table.permissions)))
]
GROUPS = [(table.name, group) for table in TABLES.values() for group in table.permissions]
#: What reading costs, in the catalogue's words, as calls for so much as there is.
COSTS = {
    "one for each 100 organizations": lambda sizes: full(len(sizes.posts)),
    "one for each organization": lambda sizes: len(sizes.posts),
    "one for each organization with new statistics": lambda sizes: len(sizes.posts),
    "one for each 100 roles at an organization, plus one": lambda sizes: sum(
        full(roles) + 1 for roles in sizes.roles
    ),
    "one for each 100 posts of an organization, plus one": lambda sizes: sum(
        full(posts) + 1 for posts in sizes.posts
    ),
    "one for each 100 posts of an organization, in addition to those for `posts`": lambda sizes: (
        sum(full(posts) + 1 + full(posts) for posts in sizes.posts)
    ),
    "one for each 100 assets of a type in a locale": lambda sizes: sum(
        max(1, full(entries)) for entries in sizes.lists["learning_assets"]
    ),
    "one for each 100 classifications of a type in a locale": lambda sizes: sum(
        max(1, full(entries)) for entries in sizes.lists["learning_classifications"]
    ),
}


def full(number: int) -> int:
    """How many hundreds there are, the last perhaps not whole."""
    return -(-number // 100)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(organizations=3, days=200, now=NOON) as sandbox:
        yield sandbox


def scope_of(sandbox: Sandbox) -> Scope:
    begin = sandbox.figures.last_day - timedelta(5)
    return Scope(tuple(sandbox.figures.organizations), Span(start_date=begin))


def troubles(sandbox: Sandbox, table: Table, token: str) -> list[type[Exception]]:
    """What kinds of errors come of reading a table with a token."""
    try:
        _, problems = read(sandbox, scope_of(sandbox), [table], token)
    except ForbiddenError as error:
        return [type(error)]
    return list({type(problem.error) for problem in problems})


@pytest.mark.parametrize(("name", "scopes"), ALTERNATIVES)
def test_one_permission_of_each_group_is_enough(name, scopes, sandbox):
    token = sandbox.access_token(scopes)
    assert troubles(sandbox, TABLES[name], token) == []


@pytest.mark.parametrize(("name", "group"), GROUPS)
def test_without_any_permission_of_a_group_nothing_is_returned(name, group, sandbox):
    others = {scope for each in TABLES[name].permissions for scope in each} - set(group)
    token = sandbox.access_token({"openid", *others})
    assert troubles(sandbox, TABLES[name], token) == [ForbiddenError]


@pytest.mark.parametrize("role", ["ADMINISTRATOR", "CONTENT_ADMINISTRATOR"])
@pytest.mark.parametrize("name", PAGES)
def test_the_roles_that_a_table_names_are_those_that_open_it(name, role, sandbox):
    number = sandbox.figures.organizations[1]
    (member,) = {
        each.member
        for each in sandbox.figures.roles_at(number)
        if (each.role, each.state) == (role, "APPROVED") and each.member != sandbox.figures.member
    }
    token = sandbox.access_token(member=member)
    _, problems = read(sandbox, Scope((number,)), [PAGES[name]], token)
    opens = not PAGES[name].roles or role in PAGES[name].roles
    assert (not problems) == opens


@pytest.mark.parametrize("table", [t for t in PAGES.values() if not t.roles], ids=lambda t: t.name)
def test_tables_that_name_no_role_need_none(table, sandbox):
    token = sandbox.access_token(member="stranger1A")
    assert troubles(sandbox, table, token) == []


def test_learning_needs_no_member(sandbox):
    token = sandbox.access_token(member=None)
    assert [troubles(sandbox, table, token) for table in LEARNING.values()] == [[], []]


class Sizes(NamedTuple):
    """How much there is: posts of each organization, roles there, entries of each list."""

    posts: list[int]
    roles: list[int]
    lists: dict[str, list[int]]


@pytest.fixture(scope="module")
def sizes(sandbox: Sandbox) -> Sizes:
    figures, scope = sandbox.figures, scope_of(sandbox)
    found, _ = read(sandbox, scope, LEARNING.values())
    kinds = {
        "learning_assets": scope.asset_types,
        "learning_classifications": scope.classification_types,
    }
    return Sizes(
        [sum(1 for _ in figures.posts_of(number)) for number in figures.organizations],
        [len(figures.roles_at(number)) for number in figures.organizations],
        {
            name: [sum(row["type"] == kind for row in found[name]) for kind in kinds[name]]
            for name in kinds
        },
    )


@pytest.mark.parametrize("name", TABLES)
def test_a_table_costs_what_it_says(name, sandbox, sizes):
    before = len(sandbox.requests)
    read(sandbox, scope_of(sandbox), [TABLES[name]])
    assert len(sandbox.requests) - before == COSTS[TABLES[name].calls](sizes)


def test_a_table_of_days_costs_nothing_if_there_is_nothing_new(sandbox):
    nothing_new = Scope(
        tuple(sandbox.figures.organizations),
        Span(start_date=sandbox.figures.last_day + timedelta(1)),
    )
    before = len(sandbox.requests)
    read(sandbox, nothing_new, [table for table in PAGES.values() if table.cursor])
    assert len(sandbox.requests) == before
