"""What the sandbox covers, as rows: from its own tables, so that no page about it can drift.

Example:
    >>> [row.methods for row in resource_rows() if row.path == "/rest/networkSizes"]
    [('GET',)]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import ModuleType
from typing import TypeVar

from linkedin_api.sandbox import refusals
from linkedin_api.sandbox.admin.routes import PREFIX, ROUTES
from linkedin_api.sandbox.at_linkedin import AT_LINKEDIN, name_in_table
from linkedin_api.sandbox.catalog import CATALOG
from linkedin_api.sandbox.catalog.role_rules import RoleRule
from linkedin_api.sandbox.faults.answers import ANSWERS, PAGES
from linkedin_api.sandbox.oauth import refusals as oauth_refusals
from linkedin_api.sandbox.oauth.refusals import OAuthProblem
from linkedin_api.sandbox.protocol import problems
from linkedin_api.sandbox.protocol.fields import Field
from linkedin_api.sandbox.protocol.handlers import HANDLERS
from linkedin_api.sandbox.protocol.keys import ComplexKey, CompoundKey, KeyKind, SimpleKey
from linkedin_api.sandbox.protocol.methods import operation_of
from linkedin_api.sandbox.protocol.permissions import needed_scopes
from linkedin_api.sandbox.protocol.problems import Problem, Source
from linkedin_api.sandbox.protocol.resource import Node, Paging, Param, Resource
from linkedin_api.sandbox.protocol.routing import build_tree
from linkedin_api.sandbox.versions import ACTIVE
from sandbox_tables.behaviours import BEHAVIOURS
from sandbox_tables.notes import NOTES
from sandbox_tables.oauth_decisions import DECISIONS
from sandbox_tables.rows import (
    AdminRow,
    Behaviour,
    FaultRow,
    FieldRow,
    LackRow,
    OperationRow,
    RefusalRow,
    ResourceRow,
    VersionRow,
)

_T = TypeVar("_T")


def resource_rows(resources: Iterable[Resource] = CATALOG) -> Iterator[ResourceRow]:
    """Yield every resource under every base path, parents before children."""
    for node in _nodes(resources):
        resource = node.resource
        yield ResourceRow(
            node.path,
            resource.kind,
            _say_key(resource.key) if node.keyed else "",
            tuple(method for method in HANDLERS if method in resource.methods),
            (*node.finders, *node.batch_finders),
            tuple(node.actions),
            _say_paging(resource.paging) if _pages(node) else "",
            tuple(sorted(_roles(resource))),
            resource.source,
        )


def _roles(resource: Resource) -> set[str]:
    rules = (rule for rule in resource.rules if isinstance(rule, RoleRule))
    return {role for rule in rules for role in rule.any_of}


def operation_rows(resources: Iterable[Resource] = CATALOG) -> Iterator[OperationRow]:
    """Yield every method, finder and action of every resource."""
    for node in _nodes(resources):
        resource = node.resource
        for method in HANDLERS:
            if method in resource.methods:
                params = resource.params.get(method, ())
                paging = resource.paging if method == "GET_ALL" else None
                yield _operation(node, method, "", params, paging, resource.source)
        for finder in resource.finders:
            paging = finder.paging or resource.paging
            yield _operation(node, "FINDER", finder.name, finder.params, paging, finder.source)
        for batch in resource.batch_finders:
            yield _operation(
                node, "BATCH_FINDER", batch.name, batch.params, resource.paging, batch.source
            )
        for action in resource.actions:
            yield _operation(node, "ACTION", action.name, action.params, None, action.source)


def field_rows(resources: Iterable[Resource] = CATALOG) -> Iterator[FieldRow]:
    """Yield every field that a body may name, by resource, in the order of the declarations.

    Parameters of actions follow the fields of an entity, as `action:name`.
    """
    for node in _nodes(resources):
        resource = node.resource
        if _writes(resource):
            yield from _fields(node.path, resource.fields)
        for action in resource.actions:
            for param in action.params:
                rules = "required" if param.required else ""
                name = f"{action.name}:{param.name}"
                yield FieldRow(node.path, name, param.type, rules, action.source)
                yield from _fields(node.path, param.fields, f"{name}/")


def _writes(resource: Resource) -> bool:
    return any(HANDLERS[method].body == "required" for method in resource.methods)


def _fields(path: str, fields: Iterable[Field], within: str = "") -> Iterator[FieldRow]:
    for each in fields:
        name = within + each.name
        yield FieldRow(path, name, each.type, "; ".join(_say_rules(each)), each.source)
        if each.fields:
            inner = f"{name}/" if each.type == "record" else f"{name}/*/"
            yield from _fields(path, each.fields, inner)


def _say_rules(field: Field) -> Iterator[str]:
    if field.required:
        yield "required"
    if field.read_only:
        yield "only LinkedIn sets it"
    if field.symbols:
        yield "one of " + ", ".join(map(str, field.symbols))
    if field.urns:
        yield "URN of " + ", ".join(field.urns)
    if field.length is not None:
        what = "characters" if field.type == "string" else "entries"
        yield f"{field.length.start} to {field.length.stop - 1} {what}"
    if field.type.endswith(("record", "record]")) and not field.fields and not field.read_only:
        yield "its fields are unknown, and kept as sent"


def lack_rows(resources: Iterable[Resource] = CATALOG) -> Iterator[LackRow]:
    """Yield what LinkedIn is known to have and the sandbox does not."""
    lacked: dict[str, list[str]] = {}
    for name, operation in lacking(resources):
        lacked.setdefault(name, []).append(operation)
    for name, operations in lacked.items():
        yield LackRow(name, tuple(filter(None, operations)))


def lacking(resources: Iterable[Resource]) -> Iterator[tuple[str, str]]:
    """Yield what LinkedIn has and these resources lack, as pairs of resource and operation."""
    nodes: dict[str, list[Node]] = {}
    for node in _nodes(resources):
        nodes.setdefault(name_in_table(node.path), []).append(node)
    for name, operations in AT_LINKEDIN.items():
        for operation in operations or ("",):
            if not any(_has(node, operation) for node in nodes.get(name, ())):
                yield name, operation


def _has(node: Node, operation: str) -> bool:
    method, _, name = operation.partition("-")
    named = {"FINDER": node.finders, "ACTION": node.actions}.get(method)
    return name in named if named is not None else not method or method in node.resource.methods


def behaviour_rows() -> Iterator[Behaviour]:
    """Yield what the sandbox does: in general, in OAuth, and in each resource."""
    yield from BEHAVIOURS
    for decision in DECISIONS:
        words = "; ".join(filter(None, (decision.behaviour, decision.otherwise)))
        yield Behaviour("oauth", decision.subject, words, decision.source, "oauth", decision.switch)
    for name, notes in NOTES.items():
        for note in notes:
            yield Behaviour(name, "", note.text, note.source, "catalog")


def refusal_rows() -> Iterator[RefusalRow]:
    """Yield every refusal of the API and the authorization server."""
    for name, problem in _named(Problem, refusals, problems):
        yield RefusalRow(
            name, problem.status, problem.service_error_code, problem.code or "",
            problem.message or "", problem.source,
        )  # fmt: skip
    for name, refusal in _named(OAuthProblem, oauth_refusals):
        yield RefusalRow(
            name, refusal.status, None, refusal.error, refusal.description, refusal.source
        )


def _named(kind: type[_T], *modules: ModuleType) -> Iterator[tuple[str, _T]]:
    for module in modules:
        for name, value in vars(module).items():
            if isinstance(value, kind):
                yield name, value


def version_rows() -> Iterator[VersionRow]:
    """Yield the versions that are active by default."""
    for version in ACTIVE:
        yield VersionRow(version.month, version.sunset or "", version.source)


def fault_rows() -> Iterator[FaultRow]:
    """Yield what faults answer by status."""
    rows = {
        status: FaultRow(status, problem.message or "", problem.source)
        for status, problem in ANSWERS.items()
    }
    rows |= {
        status: FaultRow(status, f"page: {title}", "chosen") for status, title in PAGES.items()
    }
    for status in sorted(rows):
        yield rows[status]


def admin_rows() -> Iterator[AdminRow]:
    """Yield the paths that steer a sandbox."""
    for route in ROUTES:
        yield AdminRow(route.verb, PREFIX + route.path, route.says, route.example)


def _nodes(resources: Iterable[Resource]) -> Iterator[Node]:
    for root in build_tree(resources).values():
        for node in root.values():
            yield from _with_children(node)


def _with_children(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children.values():
        yield from _with_children(child)


def _operation(
    node: Node, method: str, name: str, params: Iterable[Param], paging: Paging | None,
    source: Source,
) -> OperationRow:  # fmt: skip
    scopes = needed_scopes(node.resource, method, name, writes=HANDLERS[method].writes)
    return OperationRow(
        node.path,
        operation_of(method, name),
        tuple(f"{param.name}{'*' if param.required else ''}" for param in params),
        tuple(sorted(scopes)),
        _say_paging(paging) if paging else "",
        source,
    )


def _pages(node: Node) -> bool:
    return bool(node.finders or node.batch_finders or "GET_ALL" in node.resource.methods)


def _say_key(key: KeyKind) -> str:
    if isinstance(key, SimpleKey):
        return key.type
    return ", ".join(key.parts) if isinstance(key, CompoundKey | ComplexKey) else ""


def _say_paging(paging: Paging) -> str:
    if paging.kind == "none":
        return "whole"
    names = {"start": "start, count", "cursor": "pageSize, pageToken"}[paging.kind]
    most = f", at most {paging.maximum}" if paging.maximum else ""
    total = {False: "", True: ", with total", "unknown": ", total -1"}[paging.total]
    return f"{names}: {paging.default}{most}{total}"
