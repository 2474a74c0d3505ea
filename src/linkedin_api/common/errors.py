"""The four exceptions of linkedin-api-client 0.x under their old import path."""

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
