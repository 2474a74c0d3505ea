"""`linkedin pages views`: views for models that were written for another vendor's tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from linkedin_api.cli.destination_needs import destination_needs
from linkedin_api.cli.destinations import destination_of
from linkedin_api.cli.output import Output
from linkedin_api.cli.products import PAGES


def create_views(typed: Mapping[str, Any]) -> int:
    """Create the views, and print their names; makes no calls to LinkedIn."""
    target = destination_of(typed).target(PAGES, sandbox=typed["sandbox"])
    if target.file is not None and not target.file.exists():
        raise click.ClickException(f"there is no file {target.file}; `sync` creates it")
    from linkedin_api.errors import InvalidArgumentError
    from linkedin_api.sources.engines.dlt.views import make_views

    try:
        with destination_needs(typed["destination"]):
            names = make_views(target, typed["schema"])
    except InvalidArgumentError as error:
        raise click.ClickException(str(error)) from error
    document = {"schema": typed["schema"], "views": list(names)}
    Output(typed["as_json"]).show(document, *(f"{typed['schema']}.{name}" for name in names))
    return 0
