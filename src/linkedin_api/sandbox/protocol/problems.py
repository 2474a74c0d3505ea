"""The refusals of Rest.li: each is one record, here and nowhere else.

A `Problem` is data: status, code, message, and how sure we are that LinkedIn says this.
Code that finds an error raises `Refused(problem)`; only `api` turns it into bytes.

Sources: `observed` was seen from LinkedIn or from its open-source server, `documented` is
in LinkedIn's documentation, `chosen` fills a gap in what is publicly known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, NamedTuple, TypedDict

Source = Literal["observed", "documented", "chosen"]
BAD_REQUEST_TYPE: Final = "com.linkedin.common.error.BadRequest"
_INVALID_PARAM: Final = "Invalid param. Please see errorDetails for more information."
MULTIPLE_ERRORS: Final = (
    "Multiple errors occurred during the input validation. "
    "Please see errorDetails for more information."
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One refusal.

    Attributes:
        status: HTTP status.
        message: sentence for people; `{name}` parts are filled by `fill`.
        code: LinkedIn's name of the error, such as `ACCESS_DENIED`.
        service_error_code: LinkedIn's older number.
        details: free object, sent as `errorDetails`.
        detail_type: name of the type of `details`.
        typed: whether the answer carries a Content-Type; the genuine server omits it on
            errors that are found before routing is complete.
        source: how sure we are.
    """

    status: int
    message: str | None = None
    code: str | None = None
    service_error_code: int | None = None
    details: Mapping[str, Any] | None = None
    detail_type: str | None = None
    typed: bool = True
    source: Source = "observed"

    def fill(self, **values: object) -> Problem:
        """Return the problem with the `{name}` parts of its message filled in."""
        return replace(self, message=(self.message or "").format(**values))

    def body(self) -> dict[str, Any]:
        """Return the JSON body, keys in the order LinkedIn sends them."""
        entries = {
            "status": self.status,
            "serviceErrorCode": self.service_error_code,
            "code": self.code,
            "message": self.message,
            "errorDetailType": self.detail_type,
            "errorDetails": self.details,
        }
        return {name: value for name, value in entries.items() if value is not None}


class Missing(NamedTuple):
    """A resource or operation that was requested and does not exist.

    Attributes:
        path: of the resource, such as `/rest/adAccounts/{key}/creatives`.
        operation: of that resource, such as `GET` or `FINDER-author`; empty if there is no such
            resource.
    """

    path: str
    operation: str = ""


class Refused(Exception):
    """Raised for every wrong request.

    Attributes:
        problem: the answer.
        missing: the resource or operation that does not exist, if that is the reason.
    """

    def __init__(self, problem: Problem, missing: Missing | None = None) -> None:
        super().__init__(problem.status, problem.message)
        self.problem = problem
        self.missing = missing


class InputError(TypedDict):
    """One wrong input, as in `errorDetails.inputErrors`."""

    code: str
    description: str
    input: dict[str, Any]


def input_error(code: str, path: str, description: str) -> InputError:
    """Describe one wrong input.

    Args:
        code: such as `PARAM_INVALID` or `MISSING_FIELD`.
        path: of the input, such as `search/status`.
        description: sentence for people.
    """
    return {
        "code": code,
        "description": description,
        "input": {"inputPath": {"fieldPath": path}},
    }


def bad_parameter(
    name: str,
    code: str = "PARAM_INVALID",
    description: str = "Invalid value for param; wrong type or other syntax error",
) -> Problem:
    """Refuse one query parameter in the style of LinkedIn's versioned API (observed)."""
    details = {"inputErrors": [input_error(code, name, description)]}
    return Problem(400, _INVALID_PARAM, details=details, detail_type=BAD_REQUEST_TYPE)


def invalid_inputs(errors: list[InputError]) -> Problem:
    """Refuse an entity in the style of the advertising API (documented).

    One wrong field gives its own code and message; several give
    `MULTIPLE_VALIDATIONS_FAILED`.
    """
    one = errors[0] if len(errors) == 1 else None
    return Problem(
        400,
        one["description"] if one else MULTIPLE_ERRORS,
        one["code"] if one else "MULTIPLE_VALIDATIONS_FAILED",
        details={"inputErrors": errors},
        detail_type=BAD_REQUEST_TYPE,
        source="documented",
    )


def refused_input(path: str, code: str, text: str) -> Refused:
    """Return a 400 with one error, for the field at a path."""
    return Refused(invalid_inputs([input_error(code, path, text)]))


def wrong_value(path: str, value: object, code: str = "INVALID_VALUE_FOR_FIELD") -> Refused:
    """Return a 400 for the value of a field."""
    return refused_input(path, code, f"{path} can't be set to {value}")


# Scopes.
NO_PERMISSION: Final = Problem(
    403, "Not enough permissions to access: {what}", "ACCESS_DENIED", 100
)

# Finding the resource.
NO_VIRTUAL_RESOURCE: Final = Problem(404, "No virtual resource found", "RESOURCE_NOT_FOUND")
NO_ROOT_RESOURCE: Final = Problem(404, "No root resource defined for path '{path}'", typed=False)
NO_SUBRESOURCE: Final = Problem(404, "Child resource '{name}' not found for URI: '{uri}'")
BAD_KEY_TYPE: Final = Problem(400, "Key value '{value}' must be of type '{type}'")
BAD_KEY: Final = Problem(400, "Key parameter value '{value}' is invalid")
BAD_BATCH_KEY: Final = Problem(400, "NumberFormatException parsing batch key '{value}'")
BAD_ALTERNATIVE: Final = Problem(
    400, "Resource '{name}' has no alternative key named '{altkey}'", source="chosen"
)
ENTITY_NOT_FOUND: Final = Problem(404, "Not Found", "NOT_FOUND", source="documented")

# Finding the method.
UNSUPPORTED: Final = Problem(
    400, "{verb} operation not supported for URI: '{uri}' with X-RestLi-Method: '{header}'"
)
WRONG_METHOD_HEADER: Final = Problem(400, "Method '{verb}' is not supported for URI '{uri}'")
UNKNOWN_NAME: Final = Problem(
    400, "{verb} operation named {name} not supported on resource '{resource}' URI: '{uri}'"
)
ACTION_NEEDS_POST: Final = Problem(
    400,
    "All action methods (specified via 'action' in URI) must be submitted as a POST (was {verb})",
)
VERB_UNKNOWN: Final = Problem(405, "Method Not Allowed", source="chosen")
PROTOCOL_UNKNOWN: Final = Problem(
    400, "Rest.li protocol version {version} used by the client is not supported!"
)
PROTOCOL_MALFORMED: Final = Problem(500, "Invalid protocol version: {version}", source="chosen")

# Parameters, outside of the versioned API (there, see `bad_parameter`).
BAD_QUERY: Final = Problem(400, "Invalid query parameter '{name}': {reason}", typed=False)
BAD_MASK: Final = Problem(400, "error parsing mask: {reason}", typed=False)
BAD_PROJECTION: Final = Problem(400, "Invalid projection '{text}': {reason}", source="chosen")
REPEATED: Final = Problem(400, "unexpected repeated query param: '{name}'", typed=False)
REPEATED_REST: Final = Problem(400, "Parameter '{name}' must not be repeated", "ILLEGAL_ARGUMENT")
BAD_PARAMETER_TYPE: Final = Problem(400, "Invalid value type for parameter {name}")
MISSING_PARAMETER: Final = Problem(400, "Parameter '{name}' is required")
BAD_PAGE_NUMBER: Final = Problem(400, "Invalid (non-integer) start/count parameters")
NEGATIVE_PAGE: Final = Problem(400, "start/count parameters must be non-negative")
PAGE_TOO_LARGE: Final = Problem(
    400, "Specified count is larger than {maximum}", source="documented"
)
BAD_RETURN_ENTITY: Final = Problem(
    400, "Invalid value '{value}' for $returnEntity: must be true or false"
)

# Bodies.
UNREADABLE: Final = Problem(400, "Cannot parse request entity")
BATCH_MISMATCH: Final = Problem(
    400, "Batch request mismatch. URI keys: '{uri_keys}' Entity keys: '{body_keys}'"
)
BATCH_TOO_LARGE: Final = Problem(
    413, "The batch has {entries} entries, the limit is {limit}", source="chosen"
)
SCHEMA: Final = Problem(422, "{errors}")
SCHEMA_OF_ACTION: Final = Problem(400, "{errors}")
#: Text and status were observed where conversions are reported; elsewhere the status is chosen.
UNRECOGNIZED_LINE: Final = "ERROR :: /{path} :: unrecognized field found but not allowed\n"
UNRECOGNIZED: Final = Problem(422, "{errors}")
#: The status was observed, the text is chosen.
BAD_PATCH: Final = Problem(422, "Cannot apply the patch: {reason}")
READ_ONLY: Final = Problem(
    422, "ReadOnly field present in a {method} request: {field}", source="chosen"
)

# The wire.
NOT_ACCEPTABLE: Final = Problem(406, "None of the types in '{accept}' is supported")
LENGTH_REQUIRED: Final = Problem(
    411, "A POST needs a Content-Length", "CONTENT_LENGTH_REQUIRED", source="chosen"
)
BODY_CUT: Final = Problem(400, "The connection ended before the body did", source="chosen")
BODY_TOO_LARGE: Final = Problem(
    413, "The {what} is too large: the limit is {limit} bytes", source="chosen"
)
TOO_MANY_VALUES: Final = Problem(
    413, "The body has too many values: the limit is {limit}", source="chosen"
)
URI_TOO_LONG: Final = Problem(
    414, "Request URI Too Long: {what} has {size} bytes, the limit is {limit}", source="chosen"
)
MEDIA_TYPE: Final = Problem(
    415, "Content-Type '{type}' is not supported: send application/json", source="chosen"
)
HEADERS_TOO_LARGE: Final = replace(URI_TOO_LONG, message="The headers are too large")
BAD_OVERRIDE: Final = Problem(400, "Invalid HTTP method override header.")
BAD_TUNNEL: Final = Problem(400, "Cannot read the tunnelled request: {reason}", source="chosen")
INTERNAL: Final = Problem(500, "Internal Error", "INTERNAL_ERROR", source="documented")
