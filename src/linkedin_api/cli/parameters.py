"""What the values of options are: names, days, free text. A wrong value shows what is right."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import click

from linkedin_api.near_names import did_you_mean
from linkedin_api.versions import KNOWN_GOOD

if TYPE_CHECKING:
    _Choice = click.Choice[str]
else:  # the oldest supported click has no types in brackets
    _Choice = click.Choice
_is_version = re.compile(r"[0-9]{4}(?:0[1-9]|1[0-2])(?:\.?[0-9]{2})?").fullmatch
_is_number = re.compile(r"[1-9][0-9]{0,18}").fullmatch
_VERSION: Final = f"a version must have the form YYYYMM, such as {KNOWN_GOOD}"
_NUMBERED: Final = ("organization", "organizationBrand", "share", "ugcPost", "activity")
#: What a URN of each type looks like.
_URNS: Final = {
    **{name: f"urn:li:{name}:[0-9]+" for name in _NUMBERED},
    "person": r"urn:li:person:[\w-]+",
    "comment": r"urn:li:comment:\([\w:]+,[0-9]+\)",
}
_EXAMPLES: Final = {
    "organization": "urn:li:organization:2414183",
    "share": "urn:li:share:7400000000000000001",
    "comment": "urn:li:comment:(urn:li:activity:7400000000000000001,7)",
}
_FORM: Final = "a day must have the form YYYY-MM-DD, such as 2026-01-31"


class Choice(_Choice):
    """One of some names; a wrong one gets a suggestion."""

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:  # noqa: ARG002
        """Return the names as they are known; some versions of click put them in small letters."""
        names = "|".join(map(str, self.choices))
        return f"{{{names}}}" if param.param_type_name == "argument" else f"[{names}]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name as it is known."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            known = list(map(str, self.choices))
            self.fail(
                f"{value!r} is not one of {', '.join(known)}{did_you_mean(str(value), known)}",
                param,
                ctx,
            )


class Day(click.DateTime):
    """A day of the calendar, as midnight."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Return the day."""
        try:
            day: datetime = super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"{_FORM}, not {value!r}", param, ctx)
        return day


class ApiVersion(click.types.StringParamType):
    """A version of LinkedIn's API.

    Args:
        words: what may stand in its place.
    """

    def __init__(self, *words: str) -> None:
        self._words = words

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the version."""
        text = str(super().convert(value, param, ctx))
        if text not in self._words and not _is_version(text):
            others = "".join(f", or {word}" for word in self._words)
            self.fail(f"{_VERSION}{others}, not {value!r}", param, ctx)
        return text


class Text(click.types.StringParamType):
    """Free text, which may contain spaces: a variable has one value on each line."""

    envvar_list_splitter = "\n"


class UrnOf(click.types.StringParamType):
    """The URN of an entity of some types; where an organization may stand, its number too.

    Args:
        types: the types, the usual one first.
    """

    def __init__(self, *types: str) -> None:
        self._types = types

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the URN."""
        text = str(super().convert(value, param, ctx))
        is_numbered = self._types[0] == "organization"
        if is_numbered and _is_number(text):
            return f"urn:li:organization:{text}"
        if not any(re.fullmatch(_URNS[name], text) for name in self._types):
            *others, last = self._types
            names = f"{', '.join(others)} or {last}" if others else last
            right = f"a URN of type {names}, such as {_EXAMPLES[self._types[0]]}"
            number = ", or the number of an organization" if is_numbered else ""
            self.fail(f"must be {right}{number}, not {value!r}", param, ctx)
        return text


@contextmanager
def read_from_command_line() -> Iterator[None]:
    """Blame the command line if a value of Rest.li in it cannot be read."""
    from linkedin_api.errors import InvalidSerializedRestliError

    try:
        yield
    except InvalidSerializedRestliError as error:
        raise click.UsageError(str(error)) from error


def read_json(text: str, what: str) -> Any:
    """Read JSON that was typed.

    Args:
        text: the JSON.
        what: its name, for the error.

    Raises:
        click.UsageError: it is none, or too deep for Python.
    """
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise click.UsageError(f"{what} is not JSON: {error}") from None


#: Who publishes, comments and reacts; only the first two have statistics.
AUTHOR: Final = UrnOf("organization", "organizationBrand", "person")
ORGANIZATION: Final = UrnOf("organization", "organizationBrand")
POST: Final = UrnOf("share", "ugcPost")
COMMENT: Final = UrnOf("comment")
#: What has comments and reactions.
DISCUSSED: Final = UrnOf("share", "ugcPost", "activity", "comment")
API_VERSION: Final = ApiVersion()
DAY: Final = Day()
TEXT: Final = Text()
