"""`linkedin pages report` and `linkedin ads report`: the synced tables as one HTML file."""

from __future__ import annotations

import webbrowser
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from linkedin_api.cli import connection
from linkedin_api.cli.destinations import existing_file
from linkedin_api.cli.output import counted, show
from linkedin_api.cli.products import Product

if TYPE_CHECKING:
    from linkedin_api.sources.report import Tables


class _Written(NamedTuple):
    """A report: its file, how many of each thing it has, and further fields of the document."""

    html: str
    counts: Mapping[str, int]
    facts: Mapping[str, Any]


def write_report(product: Product, typed: Mapping[str, Any]) -> None:
    """Write the report, and print what is in it; makes no calls to LinkedIn.

    Raises:
        ClickException: there is no database.
        UsageError: the tables have no such organization or account.
        OSError: the file cannot be written.
        ModuleNotFoundError: the extra `report` is not installed.
    """
    file = existing_file(product, typed)
    shown = {
        "source": f"{file.name}, dataset {typed['dataset']}",
        "made": f"{datetime.fromtimestamp(connection.machine_time(), UTC):%Y-%m-%d %H:%M} UTC",
    }
    from linkedin_api.sources.report import Tables

    write = {"pages": _pages, "ads": _ads}[product.name]
    with Tables(file, typed["dataset"]) as tables:
        written = write(tables, typed, shown)
    output: Path = typed["output"]
    _replace(output, written.html)
    document = {
        "output": str(output),
        "bytes": output.stat().st_size,
        "database": str(file),
        "dataset": typed["dataset"],
        **written.counts,
        **written.facts,
    }
    show(typed, document, *_lines(product, typed, written.counts, document))
    if typed["opens"]:
        webbrowser.open(output.absolute().as_uri())


def _pages(tables: Tables, typed: Mapping[str, Any], shown: Mapping[str, str]) -> _Written:
    from linkedin_api.sources.report import html_of, read_figures
    from linkedin_api.sources.report.pages.measures import MEASURES

    figures = read_figures(tables, organizations=typed["organizations"], **_range(typed))
    keys = [measure.key for measure in MEASURES if measure.adds_up]
    return _Written(
        html_of(figures, **shown),
        {"pages": len(figures.pages), "days": figures.days, "posts": figures.posts},
        {**_facts(figures), "totals": _totals(figures, keys)},
    )


def _ads(tables: Tables, typed: Mapping[str, Any], shown: Mapping[str, str]) -> _Written:
    from linkedin_api.sources.report.ads import html_of, read_figures
    from linkedin_api.sources.report.ads.measures import MEASURES

    figures = read_figures(tables, accounts=typed["accounts"], **_range(typed))
    keys = [measure.key for measure in MEASURES if not measure.is_money]
    spend = figures.spend(figures.since, figures.until) if figures.since and figures.until else {}
    return _Written(
        html_of(figures, **shown),
        {
            "accounts": len(figures.accounts),
            "campaigns": sum(campaign.members for campaign in figures.campaigns),
            "creatives": len(figures.creatives),
            "days": figures.days,
        },
        {**_facts(figures), "totals": _totals(figures, keys), "spend": spend},
    )


def _range(typed: Mapping[str, Any]) -> dict[str, Any]:
    return {"days": typed["days"], "until": typed["until"] and typed["until"].date()}


def _facts(figures: Any) -> dict[str, Any]:
    return {
        "since": figures.since and figures.since.isoformat(),
        "until": figures.until and figures.until.isoformat(),
        "missing_tables": list(figures.missing),
        "left_out": list(figures.left_out),
    }


def _totals(figures: Any, keys: list[str]) -> dict[str, int | None]:
    if figures.since is None:
        return {}
    return {key: figures.total(key, figures.since, figures.until) for key in keys}


def _replace(output: Path, text: str) -> None:
    """Write a file whole: an earlier report stays until the new one is there."""
    partial = output.with_name(f".{output.name}.partial")
    try:
        partial.write_text(text, encoding="utf-8", newline="\n")
        partial.replace(output)
    except OSError as error:
        with suppress(OSError):
            partial.unlink()
        raise click.ClickException(
            f"cannot write {output}: {error.strerror}; name another file with --output"
        ) from error


def _lines(
    product: Product,
    typed: Mapping[str, Any],
    counts: Mapping[str, int],
    document: Mapping[str, Any],
) -> list[str]:
    listed = ", ".join(counted(number, name) for name, number in counts.items())
    lines = [f"{document['output']}: {listed}"]
    if document["since"]:
        lines.append(f"opens with {document['since']} to {document['until']}")
    lines += [f"no table {name}" for name in document["missing_tables"]]
    lines += document["left_out"]
    if not document[product.name if product.name in counts else "campaigns"]:
        sandbox = " --sandbox" if typed["sandbox"] else ""
        lines.append(f"there is no data yet; load some with: linkedin {product.name} sync{sandbox}")
    return lines
