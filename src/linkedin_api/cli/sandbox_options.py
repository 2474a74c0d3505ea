"""Options of `linkedin sandbox` for programs that cannot be changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import click

from linkedin_api.cli.options import Decorator, combined, each, imported

Callback = Callable[[click.Context, click.Parameter, Any], Any]


def _one(read: Callable[[str], Any]) -> Callback:
    """Return a callback that reads the value of an option; `None` where there is none."""

    def callback(context: click.Context, option: click.Parameter, typed: str | None) -> Any:
        return None if typed is None else each(read)(context, option, [typed])[0]

    return callback


def _list(read: Callable[[str], Any]) -> Callback:
    """Return a callback that reads a list; a list without a name is one of an empty name."""

    def callback(context: click.Context, option: click.Parameter, typed: str | None) -> Any:
        names = [] if typed is None else [name.strip() for name in typed.split(",")]
        return each(read)(context, option, names)

    return callback


FITTING: Final[Decorator[Any]] = combined(
    click.option(
        "--redirect-url", "redirect_urls", multiple=True, metavar="URL",
        callback=each(imported("sandbox.oauth.redirects:read_redirect_url")),
        help="Redirect URL of the application; may be repeated."
        " [default: some on localhost:3000 and :8000]",
    ),
    click.option(
        "--app-scopes", metavar="SCOPE,...",
        callback=_list(imported("sandbox.oauth.scopes:read_scope")),
        help="Scopes that the application may request. [default: all]",
    ),
    click.option(
        "--api-versions", metavar="YYYYMM,...",
        callback=_list(imported("sandbox.versions:read_month")),
        help="Versions of the API to serve, for programs that use an old one."
        " [default: those that LinkedIn serves]",
    ),
    click.option(
        "--public-url", metavar="URL",
        callback=_one(imported("sandbox.addresses:read_public_url")),
        help="Base URL in id tokens, the discovery document and upload URLs."
        " [default: its own URL; with --proxy LinkedIn's]",
    ),
    click.option(
        "--tls", is_flag=True,
        help="Serve HTTPS, with a certificate authority created for this run.",
    ),
    click.option(
        "--proxy", is_flag=True,
        help="Act as an HTTPS_PROXY for www.linkedin.com and api.linkedin.com only.",
    ),
)  # fmt: skip
