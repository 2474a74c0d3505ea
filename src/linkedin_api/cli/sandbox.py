"""`linkedin sandbox`: a LinkedIn on loopback as a process, for programs in any language."""

from __future__ import annotations

import json
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from linkedin_api.cli.error_messages import print_error as complain
from linkedin_api.cli.error_messages import stopped_by
from linkedin_api.cli.exit_codes import ExitCode
from linkedin_api.sandbox import Sandbox, SandboxError

_TOLD = """\
A LinkedIn on {place}: {url}

  client id       {client_id}
  client secret   {client_secret}
  redirect URL    {redirect_url}
  access token    {access_token}

Point an unchanged program at it:

  export LINKEDIN_API_URL={url}
  export LINKEDIN_OAUTH_URL={url}

Try it:

  curl -H "Authorization: Bearer {access_token}" {url}/v2/me

See what it was asked: {url}/
Stop it with Ctrl-C."""


class SandboxOptions(NamedTuple):
    """What `linkedin sandbox` was told.

    Attributes:
        sandbox: arguments of `Sandbox`.
        as_json: tell the address and the credentials as one line of JSON.
    """

    sandbox: dict[str, Any]
    as_json: bool


def serve(options: SandboxOptions, echo: Callable[[str], None]) -> int:
    """Run a sandbox until the process is asked to stop.

    Args:
        options: how.
        echo: prints one line.

    Returns:
        The exit code.

    Raises:
        SandboxError: it cannot be started, such as because the port is taken or an option
            cannot be.
    """
    try:
        with _started(options.sandbox) as sandbox:
            facts = _facts(sandbox)
            host = options.sandbox["host"]
            is_near = host in ("127.0.0.1", "::1", "localhost")
            place = "loopback" if is_near else f"{host}, NOT loopback"
            echo(json.dumps(facts) if options.as_json else _TOLD.format(place=place, **facts))
            threading.Event().wait()
    except KeyboardInterrupt as stop:  # as it is meant to end; standard output has its document
        number = getattr(stop, "signal_code", signal.SIGINT)
        return complain(stopped_by(number)._replace(hint=""), as_json=False)
    return ExitCode.COMPLETE


@contextmanager
def _started(arguments: dict[str, Any]) -> Iterator[Sandbox]:
    try:
        sandbox = Sandbox(**arguments)
    except ValueError as error:
        raise SandboxError(str(error)) from error
    try:
        sandbox.start()
    except OSError as error:
        place = f"{arguments['host']}:{arguments['port']}"
        raise SandboxError(f"cannot listen on {place}: {error.strerror}") from error
    try:
        yield sandbox
    finally:
        sandbox.stop()


def _facts(sandbox: Sandbox) -> dict[str, str]:
    return {
        "url": sandbox.url,
        "client_id": sandbox.client_id,
        "client_secret": sandbox.client_secret,
        "redirect_url": sandbox.redirect_url,
        "access_token": sandbox.access_token(),
    }
