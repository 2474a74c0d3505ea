"""The table of what resources require, against what the sandbox requires."""

import pytest

from linkedin_api.resource_access import PRODUCTS, RESOURCES, products_of
from linkedin_api.sandbox.catalog import CATALOG
from linkedin_api.sandbox.catalog.role_rules import RoleRule
from linkedin_api.sandbox.oauth.scopes import KNOWN_SCOPES

SERVED = {each.name: each for root in CATALOG for each in (root, *root.children)}
SHARED = sorted(SERVED.keys() & RESOURCES.keys())


def test_the_sandbox_serves_all_of_them():
    assert RESOURCES.keys() == set(SHARED)


@pytest.mark.parametrize("name", SHARED)
def test_each_is_where_the_sandbox_serves_it(name):
    assert set(RESOURCES[name].bases) == set(SERVED[name].roots)


@pytest.mark.parametrize("name", SHARED)
def test_a_finder_that_is_named_is_one_of_the_sandbox(name):
    assert set(RESOURCES[name].finders) <= {each.name for each in SERVED[name].finders}


@pytest.mark.parametrize("name", SHARED)
def test_a_parameter_that_is_called_a_list_is_one_in_the_sandbox(name):
    lists = {
        param.name
        for finder in SERVED[name].finders
        for param in finder.params
        if param.type.startswith("list")
    }

    assert set(RESOURCES[name].lists) <= lists


@pytest.mark.parametrize("name", SHARED)
def test_a_permission_that_is_named_is_enough_for_the_sandbox(name):
    row, served = RESOURCES[name], SERVED[name]

    assert set(row.reads) <= served.read_scopes
    assert set(row.writes) <= served.write_scopes
    assert bool(row.reads) == bool(served.read_scopes)


@pytest.mark.parametrize("name", SHARED)
def test_a_role_that_is_named_is_enough_for_the_sandbox(name):
    row = RESOURCES[name]
    asked = [rule.any_of for rule in SERVED[name].rules if isinstance(rule, RoleRule)]

    for roles in (row.read_roles, row.write_roles):
        assert not roles or set(roles) in asked


def test_each_permission_has_a_product():
    named = {name for row in RESOURCES.values() for name in (*row.reads, *row.writes)}

    assert named <= PRODUCTS.keys() <= KNOWN_SCOPES
    assert products_of(("r_1st_connections_size",)) == ()
