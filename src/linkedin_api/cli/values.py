"""`linkedin encode`, `decode` and `urn`: one value of Rest.li at a time."""

from __future__ import annotations

import json
import sys
from typing import Any, Final

import click

from linkedin_api.cli.options import JSON, help_epilog
from linkedin_api.cli.parameters import read_from_command_line

_ENCODE: Final = """\
Encode a value as Rest.li expects it in URLs.

A VALUE that starts with {, [ or " is read as JSON; anything else is text. A single - reads
standard input.
"""
_DECODE: Final = "Decode a value of a URL and print it as JSON; a single - reads standard input."
_URN: Final = "Show the parts of a URN, and the form it has in a URL."
_VALUE: Final = click.argument("value")
_REDUCED: Final = click.option(
    "--reduced", is_flag=True, help="Use the reduced form, as in headers and bodies."
)


def _help(*examples: str) -> str:
    return help_epilog(examples, reads_linkedin=False)


@click.command(help=_ENCODE, epilog=_help("""linkedin encode '{"values": ["a:b", 1]}'"""))
@_VALUE
@_REDUCED
@JSON
def encode(value: str, reduced: bool, as_json: bool) -> None:
    """Encode a value."""
    from linkedin_api import restli
    from linkedin_api.cli.output import Output

    text = _given(value)
    parsed: Any = text
    if text[:1] in ("{", "[", '"'):
        try:
            parsed = json.loads(text)
        except ValueError as error:
            raise click.UsageError(f"VALUE is not JSON: {error}") from None
    encoded = restli.reduced_encode(parsed) if reduced else restli.encode(parsed)
    Output(as_json).show({"encoded": encoded}, encoded)


@click.command(help=_DECODE, epilog=_help("linkedin decode '(values:List(a%3Ab,1))'"))
@_VALUE
@_REDUCED
@JSON
def decode(value: str, reduced: bool, as_json: bool) -> None:  # noqa: ARG001  errors only
    """Decode a value."""
    from linkedin_api import restli
    from linkedin_api.cli.api.answers import print_document

    text = _given(value)
    with read_from_command_line():
        decoded = restli.reduced_decode(text) if reduced else restli.decode(text)
    print_document(decoded)


@click.command(help=_URN, epilog=_help("linkedin urn 'urn:li:comment:(urn:li:activity:1,2)'"))
@_VALUE
@JSON
def urn(value: str, as_json: bool) -> None:
    """Show a URN."""
    from linkedin_api.cli.output import Grid, Output
    from linkedin_api.restli import Urn
    from linkedin_api.restli import encode as encoded

    with read_from_command_line():
        parsed = Urn.parse(_given(value))
    document = {
        "urn": str(parsed),
        "namespace": parsed.namespace,
        "type": parsed.type,
        "id": parsed.id,
        "parts": list(map(str, parsed.parts)),
        "encoded": encoded(parsed),
    }
    rows = [
        (name, held if isinstance(held, str) else ", ".join(held))
        for name, held in document.items()
    ]
    Output(as_json).show(document, Grid(("part", "value"), rows))


def _given(value: str) -> str:
    return sys.stdin.read().removesuffix("\n") if value == "-" else value
