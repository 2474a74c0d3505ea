"""`linkedin pages views` and `linkedin ads views`: for models of another vendor's tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from linkedin_api.cli.destination_needs import destination_needs
from linkedin_api.cli.destinations import existing_target
from linkedin_api.cli.output import show
from linkedin_api.cli.products import Product


def create_views(product: Product, typed: Mapping[str, Any]) -> None:
    """Create the views, and print their names; makes no calls to LinkedIn."""
    target = existing_target(product, typed)
    from linkedin_api.errors import InvalidArgumentError
    from linkedin_api.sources.engines.dlt.views import make_views
    from linkedin_api.sources.views.ads import ADS_VIEWS
    from linkedin_api.sources.views.pages import VIEWS

    views = {"pages": VIEWS, "ads": ADS_VIEWS}[product.name]
    try:
        with destination_needs(typed["destination"]):
            names = make_views(target, typed["schema"], views, product.name)
    except InvalidArgumentError as error:
        raise click.ClickException(str(error)) from error
    document = {"schema": typed["schema"], "views": list(names)}
    show(typed, document, *(f"{typed['schema']}.{name}" for name in names))
