"""Which resource a path means, and which method a request is: two tables.

The tree of resources is built once. The method follows from the HTTP verb, from which of
`q`, `bq`, `action`, `ids` is among the parameters, and from whether the path ends in an
entity; `X-RestLi-Method` must agree and only makes a difference for BATCH_CREATE.
All of it as observed from LinkedIn's open-source server.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal
from urllib.parse import quote, unquote

from linkedin_api.sandbox.protocol import problems
from linkedin_api.sandbox.protocol.keys import CompoundKey, Key
from linkedin_api.sandbox.protocol.methods import operation_of
from linkedin_api.sandbox.protocol.mounts import Mount
from linkedin_api.sandbox.protocol.problems import Missing, Problem, Refused
from linkedin_api.sandbox.protocol.resource import Node, Resource

Level = Literal["resource", "entity"]
_NAMED: Final = {"FINDER": "q", "BATCH_FINDER": "bq", "ACTION": "action"}

#: Characters of a missing name that an answer repeats.
_LONGEST_NAME: Final = 100

# First match wins: on GET `q` beats `bq` beats `action`, elsewhere `action` wins.
_SELECTORS: Final = {"GET": ("q", "bq", "action", "ids")}
_OTHER_SELECTORS: Final = ("action", "q", "bq", "ids")

_METHODS: Final[Mapping[tuple[str, str, Level], str]] = {
    ("GET", "q", "resource"): "FINDER",
    ("GET", "bq", "resource"): "BATCH_FINDER",
    ("GET", "ids", "resource"): "BATCH_GET",
    ("GET", "", "resource"): "GET_ALL",
    ("GET", "", "entity"): "GET",
    ("POST", "action", "resource"): "ACTION",
    ("POST", "action", "entity"): "ACTION",
    ("POST", "ids", "resource"): "BATCH_PARTIAL_UPDATE",
    ("POST", "", "resource"): "CREATE",
    ("POST", "", "entity"): "PARTIAL_UPDATE",
    ("PUT", "ids", "resource"): "BATCH_UPDATE",
    ("PUT", "", "entity"): "UPDATE",
    ("DELETE", "ids", "resource"): "BATCH_DELETE",
    ("DELETE", "", "entity"): "DELETE",
}
VERBS: Final = frozenset(verb for verb, _, _ in _METHODS)


Tree = Mapping[str, Mapping[str, Node]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a path leads.

    Attributes:
        node: the resource.
        parents: keys of the entities above.
        segment: the key as in the path; `None` if the path ends before it.
    """

    node: Node
    parents: tuple[Key, ...]
    segment: str | None

    @property
    def level(self) -> Level:
        """Whether one entity is meant, or the resource."""
        entity = self.segment is not None or self.node.resource.kind == "simple"
        return "entity" if entity else "resource"


def build_tree(resources: Iterable[Resource]) -> Tree:
    """Return the resources by root and name."""
    tree: dict[str, dict[str, Node]] = {}
    for resource in resources:
        for root in resource.roots:
            tree.setdefault(root, {})[resource.name] = _build_node(resource, root, None)
    return tree


def _build_node(resource: Resource, prefix: str, parent: Node | None) -> Node:
    node = Node(
        resource,
        f"{prefix}/{resource.name}",
        parent,
        finders={finder.name: finder for finder in resource.finders},
        batch_finders={finder.name: finder for finder in resource.batch_finders},
        actions={action.name: action for action in resource.actions},
    )
    for child in resource.children:
        node.children[child.name] = _build_node(child, f"{node.path}/{{key}}", node)
    return node


def find_place(path: str, mount: Mount, tree: Tree, *, old: bool = False) -> Place:
    """Return where a path leads.

    Args:
        path: raw, percent-encoded; a slash at the end is tolerated (observed).
        mount: of the path.
        tree: from `build_tree`.
        old: whether keys are written as in protocol 1.0.

    Raises:
        Refused: 404 for an unknown resource, 400 for a key of an entity on the way.
    """
    segments = path.removeprefix(mount.prefix).removeprefix("/").split("/")
    if len(segments) > 1 and not segments[-1]:
        segments.pop()
    node = tree.get(mount.prefix, {}).get(unquote(segments[0]))
    if node is None:
        problem = problems.NO_ROOT_RESOURCE.fill(path=path)
        raise _nothing_there(problem, mount.prefix, segments[0], mount)
    return _descend(node, segments[1:], path, mount, old=old)


def _descend(node: Node, segments: list[str], path: str, mount: Mount, *, old: bool) -> Place:
    parents: list[Key] = []
    while segments:
        if node.keyed:
            segment, *segments = segments
            if not segments:
                return Place(node, tuple(parents), segment)
            parents.append(node.resource.key.from_path(segment, old=old))
        node, segments = _child(node, segments, path, mount), segments[1:]
    return Place(node, tuple(parents), None)


def _child(node: Node, segments: list[str], path: str, mount: Mount) -> Node:
    name = unquote(segments[0])
    child = node.children.get(name)
    if child is not None:
        return child
    if node.resource.kind == "actions":
        raise Refused(problems.BAD_KEY.fill(value=name))
    parent = f"{node.path}/{{key}}" if node.keyed else node.path
    problem = problems.NO_SUBRESOURCE.fill(name=name, uri=path)
    raise _nothing_there(problem, parent, name, mount)


def _nothing_there(problem: Problem, above: str, name: str, mount: Mount) -> Refused:
    """Refuse a resource that does not exist; a path without a name means none."""
    shown = quote(unquote(name)[:_LONGEST_NAME], safe="")
    missing = Missing(f"{above}/{shown}") if name else None
    return Refused(problems.NO_VIRTUAL_RESOURCE if mount.gateway else problem, missing)


def decide_method(
    verb: str, params: Mapping[str, Any], place: Place, header: str | None, path: str,
    *, old: bool = False,
) -> str:  # fmt: skip
    """Return which of the fourteen methods a request is.

    Args:
        verb: HTTP verb.
        params: query parameters; only their names matter.
        place: where the path leads.
        header: value of `X-RestLi-Method`, in any case; `None` if absent.
        path: for messages.
        old: whether keys are written as in protocol 1.0.

    Raises:
        Refused: 400 if no method has this form or the header names another one.
    """
    if verb not in VERBS:
        raise Refused(problems.VERB_UNKNOWN)
    names = _SELECTORS.get(verb, _OTHER_SELECTORS)
    selector = next((name for name in names if name in params), "")
    if selector == "action" and verb != "POST":
        raise Refused(problems.ACTION_NEEDS_POST.fill(verb=verb))
    level = place.level
    if selector == "q" and place.node.resource.kind == "association":
        level = "resource"  # the segment holds parts of a key
    elif (verb, selector) == ("GET", "") and _lacks_parts(place, old=old):
        level = "resource"  # a part of a key lists what has it (observed)
    method = _METHODS.get((verb, selector, level))
    wanted = header.upper() if header else method
    if (method, wanted) == ("CREATE", "BATCH_CREATE"):
        return "BATCH_CREATE"
    if method is None:
        raise Refused(problems.UNSUPPORTED.fill(verb=verb, uri=path, header=header or ""))
    if method != wanted:
        raise Refused(problems.WRONG_METHOD_HEADER.fill(verb=verb, uri=path))
    return method


def _lacks_parts(place: Place, *, old: bool) -> bool:
    kind = place.node.resource.key
    if place.segment is None or not isinstance(kind, CompoundKey):
        return False
    try:
        return len(kind.partial(place.segment, old=old)) < len(kind.parts)
    except Refused:
        return False


def check_supported(
    method: str, params: Mapping[str, Any], place: Place, mount: Mount, verb: str, path: str
) -> str:
    """Return the name of the finder or action, empty for other methods.

    Raises:
        Refused: 400, or 404 from the gateway, if the resource does not have the method.
    """
    node = place.node
    if method not in _NAMED:
        if method not in node.resource.methods:
            problem = problems.UNSUPPORTED.fill(verb=verb, uri=path, header=method.lower())
            raise Refused(problem, Missing(node.path, method))
        return ""
    name = params[_NAMED[method]]
    if not isinstance(name, str) or not _has_name(method, name, place):
        problem = problems.UNKNOWN_NAME.fill(
            verb=verb, name=name, resource=node.resource.name, uri=path
        )
        hidden = mount.gateway and method != "ACTION"
        missing = Missing(node.path, operation_of(method, str(name)))
        raise Refused(problems.NO_VIRTUAL_RESOURCE if hidden else problem, missing)
    return name


def _has_name(method: str, name: str, place: Place) -> bool:
    node = place.node
    if method == "ACTION":
        action = node.actions.get(name)
        return action is not None and (action.on == place.level or node.resource.kind == "simple")
    return name in (node.finders if method == "FINDER" else node.batch_finders)
