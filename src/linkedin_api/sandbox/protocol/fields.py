"""Types of parameters and fields: read from query text, checked in JSON.

A type is one entry of a table: how a decoded Rest.li value becomes a Python value, and
how a JSON value is recognised. `list[…]` and `map[…]` are built from the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from linkedin_api.errors import LinkedInError
from linkedin_api.restli import Urn
from linkedin_api.sandbox.protocol import problems
from linkedin_api.sandbox.protocol.problems import InputError, Refused, input_error

_integer = re.compile(r"[-+]?\d+").fullmatch  # digits of any script, as Java reads them
_float = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?").fullmatch
INT_RANGE: Final = range(-(2**31), 2**31)
LONG_RANGE: Final = range(-(2**63), 2**63)


@dataclass(frozen=True, slots=True)
class FieldType:
    """A type of values.

    Attributes:
        name: as written in declarations: `int`, `list[urn]`.
        read: makes a value from what the query decoder gave; raises `ValueError`.
        fits: whether a JSON value is of the type.
        java: what the genuine server calls it in messages.
    """

    name: str
    read: Callable[[Any], Any]
    fits: Callable[[Any], bool]
    java: str = "java.lang.String"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an entity, or of a record.

    Attributes:
        name: its name.
        type: `string`, `int`, `long`, `double`, `boolean`, `urn`, `record`, `any`,
            `list[…]` or `map[…]`.
        required: whether CREATE and UPDATE refuse an entity without it.
        read_only: whether only the server sets it.
        symbols: the values an enumeration has; empty for other types.
        fields: what a record, or each record of a `list[record]`, has; fields that are not
            named are kept as they come.
    """

    name: str
    type: str = "string"
    required: bool = False
    read_only: bool = False
    symbols: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Param:
    """A query or action parameter; attributes as those of `Field`."""

    name: str
    type: str = "string"
    required: bool = False
    symbols: tuple[str, ...] = ()


def _read_integer(allowed: range) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        if not isinstance(value, str) or not _integer(value) or int(value) not in allowed:
            raise ValueError(value)
        return int(value)

    return read


def _fits_integer(allowed: range) -> Callable[[Any], bool]:
    return lambda value: type(value) is int and value in allowed


def _read_double(value: Any) -> float:
    if not isinstance(value, str) or not _float(value):
        raise ValueError(value)
    return float(value)


def _read_boolean(value: Any) -> bool:
    if value not in ("true", "false"):
        raise ValueError(value)
    return bool(value == "true")


def _read_string(value: Any) -> str:
    if isinstance(value, str):
        return value
    raise ValueError(value)


def _read_record(value: Any) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    raise ValueError(value)


def is_urn(value: Any) -> bool:
    """Whether the value is the text of a URN."""
    try:
        return bool(Urn.parse(value))
    except LinkedInError:
        return False


def _read_urn(value: Any) -> str:
    if not is_urn(value):
        raise ValueError(value)
    return str(value)


_SCALARS: Final = {
    kind.name: kind
    for kind in (
        FieldType("string", _read_string, lambda value: isinstance(value, str)),
        FieldType("int", _read_integer(INT_RANGE), _fits_integer(INT_RANGE), "java.lang.Integer"),
        FieldType("long", _read_integer(LONG_RANGE), _fits_integer(LONG_RANGE), "java.lang.Long"),
        FieldType("double", _read_double, lambda value: type(value) in (int, float)),
        FieldType("boolean", _read_boolean, lambda value: isinstance(value, bool)),
        FieldType("urn", _read_urn, is_urn, "com.linkedin.common.urn.Urn"),
        FieldType("record", _read_record, lambda value: isinstance(value, dict)),
        FieldType("any", lambda value: value, lambda value: value is not None),
    )
}


@cache
def field_type(name: str) -> FieldType:
    """Return the type of that name.

    Raises:
        KeyError: no such type; a declaration is wrong.
    """
    outer, _, inner = name.partition("[")
    if outer == "list":
        return _list_of(field_type(inner.removesuffix("]")))
    if outer == "map":
        return _map_of(field_type(inner.removesuffix("]")))
    return _SCALARS[name]


def _list_of(item: FieldType) -> FieldType:
    def read(value: Any) -> list[Any]:
        if isinstance(value, list):
            return [item.read(each) for each in value]
        raise ValueError(value)

    def fits(value: Any) -> bool:
        return isinstance(value, list) and all(item.fits(each) for each in value)

    return FieldType(f"list[{item.name}]", read, fits)


def _map_of(item: FieldType) -> FieldType:
    def read(value: Any) -> dict[str, Any]:
        return {key: item.read(each) for key, each in _read_record(value).items()}

    def fits(value: Any) -> bool:
        return isinstance(value, dict) and all(item.fits(each) for each in value.values())

    return FieldType(f"map[{item.name}]", read, fits)


def read_parameter(param: Param, value: Any) -> Any:
    """Make a parameter's value from what the decoder gave.

    Raises:
        ValueError: it is not of the parameter's type.
    """
    typed = field_type(param.type).read(value)
    if param.symbols and typed not in param.symbols:
        raise ValueError(value)
    return typed


def find_errors(
    fields: tuple[Field, ...], entity: Mapping[str, Any], complete: bool = True, within: str = ""
) -> list[InputError]:
    """Return what is wrong with an entity, in the order of the fields.

    Args:
        fields: the declaration.
        entity: a JSON object.
        complete: whether required fields must be there.
        within: path of the record it is, with a slash at the end.
    """
    errors = []
    for field in fields:
        path = within + field.name
        if field.name not in entity:
            if field.required and complete:
                text = f"{field.name} is required but missing"
                errors.append(input_error("MISSING_FIELD", path, text))
            continue
        value = entity[field.name]
        if not field_type(field.type).fits(value) or (field.symbols and value not in field.symbols):
            text = f"{field.name} can't be set to {value}"
            errors.append(input_error("INVALID_VALUE_FOR_FIELD", path, text))
        elif field.fields:
            errors += _errors_within(field, value, complete, path)
    return errors


def _errors_within(field: Field, value: Any, complete: bool, path: str) -> list[InputError]:
    if isinstance(value, Mapping):
        return find_errors(field.fields, value, complete, f"{path}/")
    return [
        error
        for place, record in enumerate(value)
        for error in find_errors(field.fields, record, complete, f"{path}/{place}/")
    ]


def check_entity(fields: tuple[Field, ...], entity: Mapping[str, Any], *, new_style: bool) -> None:
    """Refuse an entity that does not fit the fields.

    Args:
        fields: the declaration.
        entity: a JSON object.
        new_style: whether to answer like the advertising API, with `errorDetails`, or
            like the framework, with `ERROR :: /field :: …` lines.

    Raises:
        Refused: 400 in the new style, else 422.
    """
    errors = find_errors(fields, entity)
    if not errors:
        return
    if new_style:
        raise Refused(problems.invalid_inputs(errors))
    lines = "".join(_schema_line(error) for error in errors)
    raise Refused(problems.SCHEMA.fill(errors=lines))


def _schema_line(error: InputError) -> str:
    path = error["input"]["inputPath"]["fieldPath"]
    if error["code"] == "MISSING_FIELD":
        return f"ERROR :: /{path} :: field is required but not found and has no default value\n"
    return f"ERROR :: /{path} :: {error['description']}\n"


def check_read_only(fields: tuple[Field, ...], entity: Mapping[str, Any], method: str) -> None:
    """Refuse an entity that sets what only the server sets.

    Raises:
        Refused: 422.
    """
    for field in fields:
        if field.read_only and field.name in entity:
            raise Refused(problems.READ_ONLY.fill(method=method, field=field.name))
