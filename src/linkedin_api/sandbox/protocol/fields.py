"""Types of parameters and fields: read from query text, checked in JSON.

A type is one entry of a table: how a decoded Rest.li value becomes a Python value, and
how a JSON value is recognised. `list[…]` and `map[…]` are built from the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final, TypeVar

from linkedin_api.errors import LinkedInError
from linkedin_api.restli import Urn
from linkedin_api.sandbox.protocol import problems
from linkedin_api.sandbox.protocol.problems import InputError, Problem, Refused, Source, input_error

_integer = re.compile(r"[-+]?\d+").fullmatch  # digits of any script, as Java reads them
_float = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?").fullmatch
#: Characters of a wrong value that an answer repeats; chosen.
_MOST_SHOWN: Final = 1_000
_T = TypeVar("_T")
INT_RANGE: Final = range(-(2**31), 2**31)
LONG_RANGE: Final = range(-(2**63), 2**63)


@dataclass(frozen=True, slots=True)
class FieldType:
    """A type of values.

    Attributes:
        name: as written in declarations: `int`, `list[urn]`.
        read: makes a value from the query decoder's result; raises `ValueError`.
        fits: whether a JSON value is of the type.
        java: its name in the genuine server's messages.
    """

    name: str
    read: Callable[[Any], Any]
    fits: Callable[[Any], bool]
    java: str = "java.lang.String"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an entity or of a record, or a parameter.

    Attributes:
        name: its name.
        type: `string`, `int`, `long`, `double`, `boolean`, `urn`, `record`, `any`,
            `list[…]` or `map[…]`.
        required: whether CREATE and UPDATE refuse an entity without it.
        read_only: whether only the server sets it.
        symbols: the values it may have; empty for all of its type.
        fields: what a record has, or each record of a `list[record]` or `map[record]`;
            empty where nobody knows, and then every field is kept as sent.
        length: how many characters a text, or items a list, may have; `None` for any number.
        urns: the types of URN it may be, such as `image`; empty for all.
        source: how sure we are that LinkedIn has it this way.
        known: `fields` by name; computed.
    """

    name: str
    type: str = "string"
    required: bool = False
    read_only: bool = False
    symbols: tuple[Any, ...] = ()
    fields: tuple[Field, ...] = ()
    length: range | None = None
    urns: tuple[str, ...] = ()
    source: Source = "documented"
    known: Mapping[str, Field] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "known", by_name(self.fields))


#: A parameter of a query or an action is declared as a field is.
Param = Field


def record(name: str, *fields: Field, required: bool = False, many: bool = False) -> Field:
    """Declare a field that is a record with these fields, or a list of many such records."""
    return Field(name, "list[record]" if many else "record", required, fields=fields)


def by_name(fields: Iterable[Field]) -> dict[str, Field]:
    """Return fields by their names."""
    return {each.name: each for each in fields}


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


def _read_as(kind: type[_T]) -> Callable[[Any], _T]:
    def read(value: Any) -> _T:
        if isinstance(value, kind):
            return value
        raise ValueError(value)

    return read


_read_record, _read_list = _read_as(dict), _read_as(list)


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
        FieldType("string", _read_as(str), lambda value: isinstance(value, str)),
        FieldType("int", _read_integer(INT_RANGE), _fits_integer(INT_RANGE), "java.lang.Integer"),
        FieldType("long", _read_integer(LONG_RANGE), _fits_integer(LONG_RANGE), "java.lang.Long"),
        FieldType("double", _read_double, lambda value: type(value) in (int, float)),
        FieldType("boolean", _read_boolean, lambda value: isinstance(value, bool)),
        FieldType("urn", _read_urn, is_urn, "com.linkedin.common.urn.Urn"),
        FieldType("record", _read_record, lambda value: isinstance(value, dict)),
        FieldType("any", lambda value: value, lambda value: value is not None),
    )
}
#: Types of one plain value, not of records and not of anything.
SINGLE: Final = frozenset(_SCALARS) - {"record", "any"}


@cache
def field_type(name: str) -> FieldType:
    """Return the type with that name.

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
        return [item.read(each) for each in _read_list(value)]

    def fits(value: Any) -> bool:
        return isinstance(value, list) and all(item.fits(each) for each in value)

    return FieldType(f"list[{item.name}]", read, fits)


def _map_of(item: FieldType) -> FieldType:
    def read(value: Any) -> dict[str, Any]:
        return {key: item.read(each) for key, each in _read_record(value).items()}

    def fits(value: Any) -> bool:
        return isinstance(value, dict) and all(item.fits(each) for each in value.values())

    return FieldType(f"map[{item.name}]", read, fits)


def read_parameter(param: Field, value: Any) -> Any:
    """Make a parameter's value from the decoder's result, down to the fields of its records.

    Raises:
        ValueError: it is not of the parameter's type.
    """
    typed = field_type(param.type).read(value)
    if param.symbols and typed not in param.symbols:
        raise ValueError(value)
    return _read_record_of(param.known, typed) if param.fields else typed


def _read_record_of(known: Mapping[str, Field], record: Mapping[str, Any]) -> dict[str, Any]:
    missing = [each for each in known.values() if each.required and each.name not in record]
    if missing or not record.keys() <= known.keys():
        raise ValueError(record)
    return {name: read_parameter(known[name], value) for name, value in record.items()}


def find_errors(
    fields: Iterable[Field], entity: Mapping[str, Any], within: str = ""
) -> list[InputError]:
    """Return what is wrong with an entity, in the order of the fields.

    Args:
        fields: the declaration; `declared` handles what it does not name.
        entity: a JSON object.
        within: path of the record it is, with a slash at the end.
    """
    errors: list[InputError] = []
    for each in fields:
        path = within + each.name
        if each.name not in entity:
            if each.required:
                text = f"{each.name} is required but missing"
                errors.append(input_error("MISSING_FIELD", path, text))
            continue
        value = entity[each.name]
        if wrong := _wrong_value(each, value):
            errors.append(input_error(wrong[0], path, wrong[1]))
        elif each.fields:
            for place, record in records_in(each.type, value):
                errors += find_errors(each.fields, record, f"{path}/{place}")
    return errors


def _wrong_value(each: Field, value: Any) -> tuple[str, str] | None:
    wrong = not field_type(each.type).fits(value)
    if wrong or (each.symbols and value not in each.symbols):
        return "INVALID_VALUE_FOR_FIELD", f"{each.name} can't be set to {_shown(value)}"
    if each.urns and value.split(":")[2] not in each.urns:
        return "INVALID_URN_TYPE", f"{each.name} can't be set to {_shown(value)}"
    if each.length is not None and len(value) not in each.length:
        return _wrong_length(each, value, each.length)
    return None


def _shown(value: Any) -> str:
    text = str(value)
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"


def _wrong_length(each: Field, value: Any, length: range) -> tuple[str, str]:
    what = "characters" if isinstance(value, str) else "entries"
    if len(value) >= length.stop:
        text = f"{each.name} has {len(value)} {what}, the limit is {length.stop - 1}"
        return "FIELD_LENGTH_TOO_LONG", text
    if isinstance(value, str):
        return "INVALID_VALUE_BLANK_FIELD", f"{each.name} can't be blank"
    text = f"{each.name} has {len(value)} {what}, at least {length.start} are needed"
    return "INVALID_VALUE_FOR_FIELD", text


def records_in(type_name: str, value: Any) -> Iterable[tuple[str, Any]]:
    """Return the records in a value of a type that has records, each with its path."""
    if isinstance(value, list):
        return ((f"{place}/", record) for place, record in enumerate(value))
    if type_name.startswith("map["):
        return ((f"{key}/", record) for key, record in value.items())
    return (("", value),)


def check_entity(
    fields: tuple[Field, ...],
    entity: Mapping[str, Any],
    *,
    new_style: bool,
    schema: Problem = problems.SCHEMA,
) -> None:
    """Refuse an entity that does not match the fields.

    Args:
        fields: the declaration.
        entity: a JSON object.
        new_style: whether to answer like the advertising API, with `errorDetails`, or
            like the framework, with `ERROR :: /field :: …` lines.
        schema: the problem that holds these lines.

    Raises:
        Refused: 400 in the new style, else with `schema`.
    """
    errors = find_errors(fields, entity)
    if not errors:
        return
    if new_style:
        raise Refused(problems.invalid_inputs(errors))
    raise Refused(schema.fill(errors=_schema_lines(errors)))


def schema_faults(fields: tuple[Field, ...], entity: Mapping[str, Any]) -> str:
    """Return what is wrong with an entity in the framework's lines; empty if it is right."""
    return _schema_lines(find_errors(fields, entity))


def _schema_lines(errors: Iterable[InputError]) -> str:
    return "".join(map(_schema_line, errors))


def _schema_line(error: InputError) -> str:
    path = error["input"]["inputPath"]["fieldPath"]
    if error["code"] == "MISSING_FIELD":
        return f"ERROR :: /{path} :: field is required but not found and has no default value\n"
    return f"ERROR :: /{path} :: {error['description']}\n"
