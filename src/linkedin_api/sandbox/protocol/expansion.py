"""Decoration: the entity that a URN names, read as if the caller had asked for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from linkedin_api.sandbox.protocol.keys import KeyKind, SimpleKey
from linkedin_api.sandbox.protocol.permissions import check_rules, check_scopes
from linkedin_api.sandbox.protocol.problems import Refused
from linkedin_api.sandbox.protocol.projections import Unexpandable
from linkedin_api.sandbox.protocol.reading import find_entity
from linkedin_api.sandbox.protocol.resource import Call, Node
from linkedin_api.sandbox.protocol.routing import Tree
from linkedin_api.sandbox.protocol.store import ONLY

#: Makes what goes beside a URN: gets the call and the URN.
Recipe = Callable[[Call, str], Mapping[str, Any]]
Recipes = Mapping[tuple[str, str], Recipe]


def expand_urn(
    call: Call, tree: Tree, recipes: Recipes, urn: str, recipe: str
) -> Mapping[str, Any] | None:
    """Return what a URN names; `None` if no resource has such entities.

    Args:
        call: whose answer has the URN.
        tree: the resources.
        recipes: by type of URN and name, what makes something else than the entity.
        urn: such as `urn:li:organization:2414183`.
        recipe: which of them was asked for; the entity itself if there is no such recipe.

    Raises:
        Unexpandable: there is no such entity, or the caller may not see it.
    """
    parts = urn.split(":", 3)
    make = recipes.get((parts[2], recipe)) if len(parts) == 4 else None
    if make is not None:
        return make(call, urn)
    node = _find_node(call, tree, parts[2]) if len(parts) == 4 else None
    if node is None:
        return None
    resource = node.resource
    try:
        key = resource.key.from_path(_segment(resource.key, urn)) if node.keyed else ONLY
        own = replace(
            call, method="GET", name="", node=node, parents=(), key=key, keys=(), masks={}
        )
        check_scopes(resource, "GET", "", call.token, call.version, writes=False)
        check_rules(own, key)
        return find_entity(own, key)
    except Refused as refused:
        raise Unexpandable(refused.problem.body()) from None


def _segment(kind: KeyKind, urn: str) -> str:
    """Return the key as a path has it: the URN itself, or the part after its type."""
    whole = isinstance(kind, SimpleKey) and kind.type == "urn"
    return quote(urn if whole else urn.split(":", 3)[3], safe="")


def _find_node(call: Call, tree: Tree, urn_type: str) -> Node | None:
    for root in (call.mount.prefix, *tree):
        for node in tree.get(root, {}).values():
            if node.resource.urn_type == urn_type:
                return node
    return None
