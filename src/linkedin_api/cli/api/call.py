"""A call as it is typed: a path, keys, parameters and a JSON body become a Rest.li call."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import click

from linkedin_api.cli.parameters import read_json
from linkedin_api.restli import calls
from linkedin_api.restli.calls import Call

#: A segment of a path that is a URN; its colons and parentheses are encoded.
_urn_segment = re.compile(r"(?<=/)urn:[^/?#]+")
_STANDARD_INPUT: Final = "-"
#: What stands for the version where there is none.
UNVERSIONED: Final = "none"


@dataclass(frozen=True, slots=True)
class Method:
    """How one Rest.li method is typed.

    Attributes:
        name: as on the command line.
        about: what it does, for the help.
        words: names of the arguments after the path, in order.
        body: the argument that `--body` holds; `None` for methods without a body.
        needs_body: whether `--body` is required.
        lists: whether it returns a page of a list, which `--all` continues.
        destroys: whether it asks before it calls.
        examples: command lines, without `linkedin api`.
    """

    name: str
    about: str
    words: tuple[str, ...] = ()
    body: str | None = None
    needs_body: bool = True
    lists: bool = False
    destroys: bool = False
    examples: tuple[str, ...] = ()

    @property
    def python_name(self) -> str:
        """The name of the method of the client, and of the function in `restli.calls`."""
        return self.name.replace("-", "_")


_GROUPS: Final = "/adAccounts/512000001/adCampaignGroups"
_NEW_GROUP: Final = (
    """'{"name": "Spring", "account": "urn:li:sponsoredAccount:512000001", "status": "DRAFT"}'"""
)

METHODS: Final = (
    Method(
        "get",
        "Fetch one entity.",
        examples=("get /me", "get /adAccounts/512000001 --fields id,name"),
    ),
    Method(
        "batch-get",
        "Fetch several entities by key.",
        ("ids",),
        examples=("batch-get /adAccounts 512000001 512000002",),
    ),
    Method(
        "get-all",
        "Fetch a page of a collection, or all of it.",
        lists=True,
        examples=(f"get-all {_GROUPS} -p count=2", f"get-all {_GROUPS} --all"),
    ),
    Method(
        "finder",
        "Fetch a page of a finder's results, or all of them.",
        ("finder_name",),
        lists=True,
        examples=(
            """finder /adAccounts search -p search:='{"test": false}'""",
            "finder /posts author -p author=urn:li:organization:2414183 --all",
        ),
    ),
    Method(
        "batch-finder",
        "Query one finder with several criteria at once.",
        ("finder_name", "criteria_name"),
        body="criteria",
        examples=(
            f"""batch-finder {_GROUPS} searchCriteria criteria --body '[{{"status": "ACTIVE"}}]'""",
        ),
    ),
    Method("create", "Create an entity.", body="entity",
           examples=(f"create {_GROUPS} --body {_NEW_GROUP} --dry-run",)),
    Method("batch-create", "Create several entities; the body is a list.", body="entities",
           examples=(f"batch-create {_GROUPS} --body @groups.json",)),
    Method("update", "Replace an entity.", body="entity",
           examples=(f"update {_GROUPS}/600000001 --body @group.json",)),
    Method(
        "batch-update",
        "Replace several entities; the body lists them.",
        ("ids",),
        body="entities",
        examples=(f"batch-update {_GROUPS} 600000001 600000002 --body @groups.json",),
    ),
    Method("partial-update", "Set some fields of an entity.", body="patch_set_object",
           examples=(f"""partial-update {_GROUPS}/600000001 --body '{{"name": "Spring"}}'""",)),
    Method(
        "batch-partial-update",
        "Set fields of several entities; the body lists them.",
        ("ids",),
        body="patch_set_objects",
        examples=(
            f"""batch-partial-update {_GROUPS} 600000001 --body '[{{"name": "Spring"}}]'""",
        ),
    ),
    Method("delete", "Delete an entity.", destroys=True,
           examples=(f"delete {_GROUPS}/600000003",)),
    Method("batch-delete", "Delete several entities.", ("ids",), destroys=True,
           examples=(f"batch-delete {_GROUPS} 600000003 600000006 --yes",)),
    Method(
        "action",
        "Run an action; the body holds its parameters.",
        ("action_name",),
        body="action_params",
        needs_body=False,
        examples=("action /images initializeUpload --body @upload.json",),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TypedCall:
    """A call as it was typed.

    Attributes:
        method: the method.
        arguments: those of the client's method of that name, by name.
    """

    method: Method
    arguments: Mapping[str, Any]

    @property
    def call(self) -> Call:
        """The Rest.li call.

        Raises:
            InvalidArgumentError: an argument is wrong; the message names it.
        """
        made: Call = getattr(calls, self.method.python_name)(**self._complete())
        return made

    def _complete(self) -> Mapping[str, Any]:
        unused = {"partial_update": ("patch",), "batch_partial_update": ("patches",)}
        names = unused.get(self.method.python_name, ())
        return {**dict.fromkeys(names), **self.arguments}


def typed_call(method: Method, typed: Mapping[str, Any]) -> TypedCall:
    """Return the call for the values of a command line.

    Args:
        method: the method.
        typed: the values by the names of the command's arguments and options.

    Raises:
        click.UsageError: a value is wrong; the message says what would be right.
    """
    path, path_keys = _path(typed["path"], typed["keys"])
    query = dict(_parameter("-p", text) for text in typed["parameters"])
    if typed["fields"]:
        query["fields"] = typed["fields"]
    arguments: dict[str, Any] = {
        "resource_path": path,
        "path_keys": path_keys,
        "query_params": query,
    }
    arguments |= {name: typed[name] for name in method.words if name != "ids"}
    if "ids" in method.words:
        arguments["ids"] = [_key(text) for text in typed["ids"]]
    if method.body is not None:
        arguments[method.body] = _body(method, typed["body"])
    if "criteria" in arguments:
        pair = arguments.pop("criteria_name"), arguments.pop("criteria")
        arguments["finder_criteria"] = pair
    return TypedCall(method, arguments)


def _path(text: str, typed_keys: Sequence[str]) -> tuple[str, dict[str, Any]]:
    """Return the template and its keys: URNs in the path become keys, so that they are encoded."""
    if not text.strip("/"):
        raise click.UsageError(f"PATH must name a resource, such as /adAccounts, not {text!r}")
    keys = dict(_parameter("-k", text) for text in typed_keys)

    def as_key(found: re.Match[str]) -> str:
        name = f"urn{len(keys) + 1}"
        keys[name] = found[0]
        return f"{{{name}}}"

    if "://" in text:  # the client refuses a URL, and says what to type
        return text, keys
    return _urn_segment.sub(as_key, text if text.startswith("/") else f"/{text}"), keys


def _parameter(option: str, text: str) -> tuple[str, Any]:
    """Read `name=text` or `name:=JSON`, the value of an option."""
    name, mark, value = text.partition("=")
    if not mark or not name.rstrip(":"):
        raise click.UsageError(f"{option} must have the form NAME=TEXT or NAME:=JSON, not {text!r}")
    if name.endswith(":"):
        return name[:-1], read_json(value, f"the value of {name[:-1]}")
    return name, value


def _key(text: str) -> Any:
    """Read a key: an object of JSON for a key with several parts, otherwise its text."""
    return read_json(text, "a key that starts with '{'") if text.startswith("{") else text


def _body(method: Method, text: str | None) -> Any:
    if text is None:
        if method.needs_body:
            raise click.UsageError(
                f"{method.name} needs --body: JSON, @FILE, or - for standard input"
            )
        return None
    return read_json(_read(text), "--body")


def _read(text: str) -> str:
    if text == _STANDARD_INPUT:
        return sys.stdin.read()
    if not text.startswith("@"):
        return text
    try:
        return Path(text[1:]).expanduser().read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise click.UsageError(f"--body: {text[1:]} is not UTF-8 text") from None
    except OSError as error:
        raise click.UsageError(f"--body: {text[1:]} cannot be read: {error.strerror}") from None
