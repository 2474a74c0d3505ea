"""Runs a command line and returns its exit code; handles the errors of all commands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from linkedin_api.cli.environment import blame_variable
from linkedin_api.cli.error_messages import error_message_of, print_error, stopped_by
from linkedin_api.cli.exit_codes import ExitCode
from linkedin_api.cli.interruption import STOPPED, interruption
from linkedin_api.cli.json_wanted import is_json_wanted
from linkedin_api.cli.log_lines import unreachable_said_once
from linkedin_api.cli.output import is_plain


def run(typed: Sequence[str]) -> int:
    """Run the command; print an error as one line and a hint, or as JSON.

    Args:
        typed: the arguments after `linkedin`.

    Returns:
        The exit code of the process.
    """
    from linkedin_api.cli.commands import linkedin

    as_json = is_json_wanted(typed)
    try:
        with unreachable_said_once() as retries:
            ended: Any = linkedin.main(
                list(typed),
                prog_name="linkedin",
                standalone_mode=False,
                color=False if is_plain() else None,
            )
    except click.ClickException as error:
        if isinstance(error, click.BadParameter):
            blame_variable(error)
        if not as_json:
            error.show()  # with the usage, as users expect
            return error.exit_code
        return _failed(error, typed, as_json=True)
    except (Exception, KeyboardInterrupt, click.Abort) as error:  # noqa: BLE001  bugs are raised
        return _failed(error, typed, as_json=as_json)
    code = int(ended or 0)
    if retries.left_out and code != ExitCode.FAILED:
        times = f"{retries.left_out} time{'s' if retries.left_out > 1 else ''}"
        click.echo(f"Warning: the connection failed {times}; the calls were repeated", err=True)
    return code


def _failed(error: BaseException, typed: Sequence[str], *, as_json: bool) -> int:
    # Any error after a signal is a consequence of that signal.
    message = (
        stopped_by(interruption.signal_code)
        if interruption.signal_code
        else error_message_of(error)
    )
    if message is None:
        raise error
    if message.text == STOPPED and "sync" not in typed:  # nothing to continue
        message = message._replace(hint="")
    return print_error(message, as_json=as_json)
