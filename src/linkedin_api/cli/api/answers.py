"""What LinkedIn answered, as JSON on standard output."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any

import click

from linkedin_api.cli.exit_codes import ExitCode
from linkedin_api.cli.output import console, is_plain, json_text
from linkedin_api.clients.restli.response import BaseRestliResponse, BatchCreateResponse, has_failed


def print_answer(response: BaseRestliResponse[Any]) -> ExitCode:
    """Print an answer and return the exit code: whether each entry of a batch succeeded."""
    print_document(document_of(response))
    return ExitCode.INCOMPLETE if _failed_in_part(response) else ExitCode.COMPLETE


def print_document(document: Any) -> None:
    """Print a JSON document, with colours on a terminal that has them."""
    text = json_text(document, indent=2)
    if sys.stdout.isatty() and not is_plain():
        from rich.json import JSON

        console(highlight=False, soft_wrap=True).print(JSON(text, ensure_ascii=False))
        return
    click.echo(text)


def print_lines(elements: Iterable[Any]) -> ExitCode:
    """Print each element as one line of JSON, as soon as it is there."""
    for element in elements:
        click.echo(json_text(element))
    return ExitCode.COMPLETE


def document_of(response: BaseRestliResponse[Any]) -> Any:
    """Return the body of an answer; for an answer without one, its status and the new id."""
    body = response.response.json() if response.response.content else None
    if body is not None:
        return body
    entity_id = getattr(response, "entity_id", None)
    document: dict[str, Any] = {"status": response.status_code}
    return document if entity_id is None else {**document, "id": entity_id}


def _failed_in_part(response: BaseRestliResponse[Any]) -> bool:
    if isinstance(response, BatchCreateResponse):
        return any(map(has_failed, response.elements))
    if getattr(response, "errors", None):
        return True
    results = getattr(response, "results", ())
    return any(map(has_failed, results.values() if isinstance(results, dict) else results))
