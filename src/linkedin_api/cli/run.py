"""From what was typed to an exit code; errors of all commands end here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from linkedin_api.cli.error_messages import error_message_of, print_error, stopped_by
from linkedin_api.cli.interruption import STOPPED, interruption


def run(typed: Sequence[str]) -> int:
    """Run the command, and print what goes wrong as one line and a hint, or as JSON.

    Args:
        typed: what stands behind `linkedin`.

    Returns:
        What the process shall end with.
    """
    from linkedin_api.cli.commands import linkedin

    as_json = "--json" in typed
    try:
        ended: Any = linkedin.main(list(typed), prog_name="linkedin", standalone_mode=False)
    except click.ClickException as error:
        if not as_json:
            error.show()  # with the usage, as people expect it
            return error.exit_code
        return _failed(error, typed, as_json=True)
    except (Exception, KeyboardInterrupt, click.Abort) as error:  # noqa: BLE001  bugs are raised
        return _failed(error, typed, as_json=as_json)
    return int(ended or 0)


def _failed(error: BaseException, typed: Sequence[str], *, as_json: bool) -> int:
    # Whatever goes wrong after the command was asked to stop comes of that.
    message = (
        stopped_by(interruption.signal_code)
        if interruption.signal_code
        else error_message_of(error)
    )
    if message is None:
        raise error
    if message.message == STOPPED and "sync" not in typed:  # nothing to go on with
        message = message._replace(hint="")
    return print_error(message, as_json=as_json)
