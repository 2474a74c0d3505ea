"""The four errors of linkedin-api-client 0.x at their old address."""

from linkedin_api.errors import (
    InvalidArgumentError,
    InvalidSerializedRestliError,
    MissingArgumentError,
    ResponseFormattingError,
)

__all__ = [
    "InvalidArgumentError",
    "InvalidSerializedRestliError",
    "MissingArgumentError",
    "ResponseFormattingError",
]
