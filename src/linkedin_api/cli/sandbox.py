"""`linkedin sandbox`: a LinkedIn on loopback as a process, for programs in any language."""

from __future__ import annotations

import json
import signal
import sys
import threading
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Final
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import click

from linkedin_api.cli.exit_codes import ExitCode
from linkedin_api.cli.interruption import STOPPED
from linkedin_api.cli.ports import cannot_listen
from linkedin_api.sandbox import Sandbox, SandboxError, SandboxExposed
from linkedin_api.sandbox.sandbox import DEFAULT_APP

_START_TEXT: Final = """\
A LinkedIn on {place}: {url}

  client id       {client_id}
  client secret   {client_secret}
  redirect URL    {redirect_url}

Point an unchanged program at it:

{exports}
  export LINKEDIN_ACCESS_TOKEN={access_token}

Try it:

  curl -H "Authorization: Bearer $LINKEDIN_ACCESS_TOKEN" \\
    {tried}

See what it was asked: {url}/
Stop it with Ctrl-C."""
_URLS: Final = """\
  export LINKEDIN_API_URL={url}
  export LINKEDIN_OAUTH_URL={url}"""
#: For a shell with a proxy, which has no way to this machine's loopback.
_DIRECTLY: Final = """\
  export no_proxy="{host},$NO_PROXY,$no_proxy"  # this shell has a proxy"""
_PROXY: Final = """\
  export HTTPS_PROXY={proxy_url}"""
_TRUST: Final = """\
  export SSL_CERT_FILE={ca_file}
  export REQUESTS_CA_BUNDLE=$SSL_CERT_FILE NODE_EXTRA_CA_CERTS=$SSL_CERT_FILE"""


def serve(typed: Mapping[str, Any]) -> int:
    """Run a sandbox until the process is asked to stop.

    Args:
        typed: the options of the command line: arguments of `Sandbox`, settings of its
            application, and whether to print its address and its credentials as JSON.

    Returns:
        The exit code.

    Raises:
        SandboxError: it cannot start: the port is taken, for example.
        UsageError: an option is wrong.
    """
    try:
        with _started(_arguments(typed)) as sandbox:
            facts = _facts(sandbox, typed)
            host = typed["host"]
            is_near = host in ("127.0.0.1", "::1", "localhost")
            place = "loopback" if is_near else f"{host}, NOT loopback"
            click.echo(json.dumps(facts) if typed["as_json"] else _start_text(place, facts))
            threading.Event().wait()
    except KeyboardInterrupt as stop:  # as it is meant to end, so no error
        print(STOPPED, file=sys.stderr)
        return 128 + int(getattr(stop, "signal_code", signal.SIGINT))
    return ExitCode.COMPLETE


@contextmanager
def _started(arguments: dict[str, Any]) -> Iterator[Sandbox]:
    try:
        sandbox = Sandbox(**arguments)
    except ValueError as error:  # its message begins with the name of the argument
        name, _, what = str(error).partition(" ")
        raise click.UsageError(f"--{name.replace('_', '-')} {what}") from error
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SandboxExposed)  # its log line says the same
            sandbox.start()
    except OSError as error:
        place = arguments["host"], arguments["port"]
        raise SandboxError(cannot_listen(*place, "--port", error)) from error
    try:
        yield sandbox
    finally:
        sandbox.stop()


def _arguments(typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was typed as arguments of `Sandbox`."""
    arguments = {name: value for name, value in typed.items() if name != "as_json"}
    app = replace(
        DEFAULT_APP,
        redirect_urls=arguments.pop("redirect_urls") or DEFAULT_APP.redirect_urls,
        scopes=frozenset(arguments.pop("app_scopes")) or DEFAULT_APP.scopes,
    )
    versions = arguments.pop("api_versions") or None
    return arguments | {"apps": (app,), "versions": versions}


def _start_text(place: str, facts: Mapping[str, str]) -> str:
    """Return the text that people read."""
    exports, tried = [_URLS], "{url}/v2/me"
    host = urlsplit(facts["url"]).hostname or ""
    if getproxies() and not proxy_bypass(host):
        exports.append(_DIRECTLY.replace("{host}", host))
    if "proxy_url" in facts:  # for programs with LinkedIn's addresses built in
        exports, tried = [_PROXY], "https://api.linkedin.com/v2/me"
    if "ca_file" in facts:
        exports.append(_TRUST)
        tried = f"--cacert $SSL_CERT_FILE {tried}"
    text = _START_TEXT.replace("{exports}", "\n".join(exports)).replace("{tried}", tried)
    return text.format(place=place, **facts)


def _facts(sandbox: Sandbox, typed: Mapping[str, Any]) -> dict[str, str]:
    facts = {
        "url": sandbox.url,
        "public_url": sandbox.public_url,
        "client_id": sandbox.client_id,
        "client_secret": sandbox.client_secret,
        "redirect_url": sandbox.redirect_url,
        "access_token": sandbox.access_token(sandbox.app.scopes),
    }
    if typed["tls"] or typed["proxy"]:
        facts["ca_file"] = str(sandbox.ca_file)
    if typed["proxy"]:
        facts["proxy_url"] = sandbox.proxy_url
    return facts
