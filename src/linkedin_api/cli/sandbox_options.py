"""Options of `linkedin sandbox` that make it fit a program which cannot be changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import click

from linkedin_api.cli.options import Decorator, together

Callback = Callable[[click.Context, click.Parameter, Any], Any]


def _read(name: str, typed: str) -> Any:
    """Read a value as the sandbox does, which is imported only now; it says what is wrong."""
    from linkedin_api.sandbox.addresses import read_public_url
    from linkedin_api.sandbox.oauth.redirects import read_redirect_url
    from linkedin_api.sandbox.oauth.scopes import read_scope
    from linkedin_api.sandbox.versions import read_month

    readers = {
        "api_versions": read_month,
        "app_scopes": read_scope,
        "public_url": read_public_url,
        "redirect_urls": read_redirect_url,
    }
    try:
        return readers[name](typed)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


def _one(_context: click.Context, option: click.Parameter, typed: str | None) -> Any:
    return None if typed is None else _read(option.name or "", typed)


def _each(_context: click.Context, option: click.Parameter, typed: tuple[str, ...]) -> Any:
    return tuple(_read(option.name or "", text) for text in typed)


def _list(context: click.Context, option: click.Parameter, typed: str | None) -> Any:
    names = [] if typed is None else [name.strip() for name in typed.split(",")]
    return _each(context, option, tuple(dict.fromkeys(names)))


FITTING: Final[Decorator[Any]] = together(
    click.option(
        "--redirect-url", "redirect_urls", multiple=True, metavar="URL", callback=_each,
        help="Where the application lets members come back to; may be repeated."
        " [default: some on localhost:3000 and :8000]",
    ),
    click.option(
        "--app-scopes", metavar="SCOPE,...", callback=_list,
        help="What the application may ask for. [default: everything]",
    ),
    click.option(
        "--api-versions", metavar="YYYYMM,...", callback=_list,
        help="Months that answer, and no others, for programs that pin an old one."
        " [default: those that LinkedIn serves]",
    ),
    click.option(
        "--public-url", metavar="URL", callback=_one,
        help="What id tokens, the discovery document and upload addresses call it."
        " [default: its own address; with --proxy LinkedIn's]",
    ),
    click.option(
        "--tls", is_flag=True,
        help="Speak https, with certificates of an authority made for this run.",
    ),
    click.option(
        "--proxy", is_flag=True,
        help="Be an HTTPS_PROXY for www.linkedin.com and api.linkedin.com, and nothing else.",
    ),
)  # fmt: skip
