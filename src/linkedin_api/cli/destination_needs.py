"""What a destination lacks, in one sentence with the lines to type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from linkedin_api.cli.loader_errors import chain
from linkedin_api.errors import InvalidArgumentError, LinkedInError, MissingDriverError
from linkedin_api.near_names import did_you_mean

#: Destinations with an extra of this package; the others have one of dlt.
_EXTRAS: Final = frozenset({"postgres"})
#: How settings look; for others see dlt's documentation.
_EXAMPLES: Final[Mapping[tuple[str, str], str]] = {
    ("postgres", "credentials"): "postgresql://user:password@host/database",
    ("redshift", "credentials"): "redshift://user:password@host:5439/database",
    ("snowflake", "credentials"): "'snowflake://user:password@account/database?warehouse=NAME'",
    ("filesystem", "bucket_url"): "s3://bucket/folder",
}
_CREDENTIALS: Final = ("credentials",)


class DestinationError(LinkedInError):
    """The destination lacks something.

    Attributes:
        lines: what to type.
    """

    def __init__(self, message: str, lines: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.lines = lines


@contextmanager
def destination_needs(name: str) -> Iterator[None]:
    """Say what a destination lacks when it is opened, before LinkedIn is asked.

    Args:
        name: of the destination.

    Raises:
        DestinationError: its driver or its credentials are missing.
        InvalidArgumentError: there is none of this name.
    """
    try:
        yield
    except Exception as error:
        found = next(filter(None, (_lacking(name, each) for each in chain(error))), None)
        if found is None:
            raise
        raise found from error


def _lacking(name: str, error: BaseException) -> LinkedInError | None:
    """What is wrong, by the class of dlt's error: importing dlt for this would take long."""
    match type(error).__name__:
        case "UnknownDestinationModule":
            return _unknown(name)
        case "ConfigFieldMissingException":
            fields = tuple(getattr(error, "fields", _CREDENTIALS))
            verb = "are" if fields[0].endswith("s") or len(fields) > 1 else "is"
            return _needs(name, f"{' and '.join(fields)} {verb} missing", fields)
        case "InvalidNativeValue":
            return _needs(name, "the credentials cannot be read")
    if isinstance(error, MissingDriverError):
        return _needs(name, f"the driver {error.name!r} is not installed") if error.name else None
    if isinstance(error, ModuleNotFoundError) and error.name == "dlt" and name in _EXTRAS:
        return _needs(name, "dlt is not installed")
    return None


def _needs(name: str, fault: str, fields: tuple[str, ...] = _CREDENTIALS) -> DestinationError:
    package = f"linkedin-api-client[{name}]" if name in _EXTRAS else f"dlt[{name}]"
    settings = (
        f"export DESTINATION__{name.upper()}__{field.upper()}={_EXAMPLES.get((name, field), '…')}"
        for field in fields
    )
    return DestinationError(
        f"loading into {name} needs a driver and credentials, and {fault}; type:",
        (f'pip install "{package}"', *settings),
    )


def _unknown(name: str) -> InvalidArgumentError:
    from dlt import destinations

    known = [each for each in destinations.__all__ if each != "destination"]
    return InvalidArgumentError(
        f"dlt has no destination {name!r}: --destination takes {', '.join(known)}"
        f"{did_you_mean(name, known)}"
    )
