"""The rows of the tables that say what a sandbox covers."""

from __future__ import annotations

from typing import NamedTuple

from linkedin_api.sandbox.protocol.problems import Source


class ResourceRow(NamedTuple):
    """One resource under one base path.

    Attributes:
        path: such as `/rest/adAccounts/{key}/creatives`.
        kind: `collection`, `association`, `simple` or `actions`.
        key: its type, or its parts: `long`, `account, user`; empty without keys.
        methods: in the order of Rest.li's table; finders and actions are rows of
            `operation_rows`.
        finders: names, batch finders among them.
        actions: names.
        paging: in words.
        roles: which roles in an organization it asks for.
        source: how sure we are that LinkedIn has it this way.
    """

    path: str
    kind: str
    key: str
    methods: tuple[str, ...]
    finders: tuple[str, ...]
    actions: tuple[str, ...]
    paging: str
    roles: tuple[str, ...]
    source: Source


class OperationRow(NamedTuple):
    """One method, finder or action of a resource.

    Attributes:
        path: of the resource.
        operation: such as `GET` or `FINDER-author`.
        parameters: names; those that are required have a `*`.
        scopes: any one is enough for a token; empty if it needs none.
        paging: in words; empty where nothing pages.
        source: how sure we are that LinkedIn has it this way.
    """

    path: str
    operation: str
    parameters: tuple[str, ...]
    scopes: tuple[str, ...]
    paging: str
    source: Source


class FieldRow(NamedTuple):
    """One field of what can be written; anything else that a body names is refused.

    Attributes:
        path: of the resource.
        field: its path in a body; `*` is each record of a list or map.
        type: such as `string` or `list[urn]`.
        rules: in words; empty if every value of the type is accepted.
        source: how sure we are that LinkedIn has it this way.
    """

    path: str
    field: str
    type: str
    rules: str
    source: Source


class LackRow(NamedTuple):
    """A resource of LinkedIn's, and what of it the sandbox does not have.

    Attributes:
        resource: its name; a child's name follows that of its parent.
        operations: such as `FINDER-emailDomain`; empty if none of them is known.
    """

    resource: str
    operations: tuple[str, ...]


class Note(NamedTuple):
    """One thing to know about a resource that its declaration does not say.

    Attributes:
        text: a sentence.
        source: how sure we are that LinkedIn does this.
    """

    text: str
    source: Source = "chosen"


class Behaviour(NamedTuple):
    """One thing that the sandbox does.

    Attributes:
        area: what it belongs to.
        behaviour: what it is about.
        decision: what the sandbox does.
        source: how sure we are that LinkedIn does this; `chosen` if nothing is known.
        where: the module or package that does it.
        switch: what changes it; empty if nothing does.
    """

    area: str
    behaviour: str
    decision: str
    source: Source
    where: str
    switch: str = ""


class RefusalRow(NamedTuple):
    """One refusal; `{name}` parts of the message are filled in."""

    name: str
    status: int
    service_error_code: int | None
    code: str
    message: str
    source: Source


class VersionRow(NamedTuple):
    """One version that is active; `sunset` is empty if LinkedIn has not said."""

    month: str
    sunset: str
    source: Source


class FaultRow(NamedTuple):
    """What a fault answers if it names a status and no body."""

    status: int
    body: str
    source: Source


class AdminRow(NamedTuple):
    """One path that steers a sandbox."""

    verb: str
    path: str
    does: str
    body: str
