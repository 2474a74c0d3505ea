"""`linkedin pages report`: the synced tables as one HTML file."""

from __future__ import annotations

import webbrowser
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from linkedin_api.cli import connection
from linkedin_api.cli.destinations import existing_file
from linkedin_api.cli.output import Output

if TYPE_CHECKING:
    from linkedin_api.sources.report.pages.figures import Figures


def write_report(typed: Mapping[str, Any]) -> int:
    """Write the report, and print what is in it; makes no calls to LinkedIn.

    Raises:
        ClickException: there is no database.
        UsageError: the tables have no such organization.
        OSError: the file cannot be written.
        ModuleNotFoundError: the extra `report` is not installed.
    """
    file = existing_file(typed["database"], sandbox=typed["sandbox"])
    until = typed["until"] and typed["until"].date()
    from linkedin_api.sources.report import Tables, html_of, read_figures

    with Tables(file, typed["dataset"]) as tables:
        figures = read_figures(
            tables, days=typed["days"], until=until, organizations=typed["organizations"]
        )
    source = f"{file.name}, dataset {typed['dataset']}"
    made = f"{datetime.fromtimestamp(connection.machine_time(), UTC):%Y-%m-%d %H:%M} UTC"
    output: Path = typed["output"]
    _replace(output, html_of(figures, made=made, source=source))
    document = {
        "output": str(output),
        "bytes": output.stat().st_size,
        "database": str(file),
        "dataset": typed["dataset"],
        **_summary(figures),
    }
    Output(typed["as_json"]).show(document, *_lines(document))
    if typed["opens"]:
        webbrowser.open(output.absolute().as_uri())
    return 0


def _replace(output: Path, text: str) -> None:
    """Write a file whole: an earlier report stays until the new one is there."""
    partial = output.with_name(f".{output.name}.partial")
    try:
        partial.write_text(text, encoding="utf-8", newline="\n")
        partial.replace(output)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise click.ClickException(f"cannot write {output}: {error.strerror}") from error


def _summary(figures: Figures) -> dict[str, Any]:
    totals: dict[str, int | None] = {}
    if figures.since and figures.until:
        from linkedin_api.sources.report.pages.measures import MEASURES

        totals = {
            measure.key: figures.total(measure.key, figures.since, figures.until)
            for measure in MEASURES
            if measure.adds_up
        }
    return {
        "pages": len(figures.pages),
        "posts": figures.posts,
        "days": figures.days,
        "since": _iso(figures.since),
        "until": _iso(figures.until),
        "totals": totals,
        "missing_tables": list(figures.missing),
        "left_out": list(figures.left_out),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _counted(number: int, name: str) -> str:
    return f"{number:,} {name}{'' if number == 1 else 's'}"


def _lines(document: Mapping[str, Any]) -> list[str]:
    counts = ", ".join(_counted(document[f"{name}s"], name) for name in ("page", "day", "post"))
    lines = [f"{document['output']}: {counts}"]
    if document["since"]:
        lines.append(f"opens with {document['since']} to {document['until']}")
    lines += [f"no table {name}" for name in document["missing_tables"]]
    lines += document["left_out"]
    if not document["pages"]:
        lines.append("there is no data yet; load some with: linkedin pages sync")
    return lines
