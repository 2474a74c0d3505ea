"""Every option can be set by an environment variable, named after its command and itself.

`LINKEDIN_PAGES_SYNC_TABLES` is `--tables` of `linkedin pages sync`. Some options have a shorter
variable too, for all commands, such as `LINKEDIN_PROFILE`; the longer one takes precedence.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import click

from linkedin_api.cli.json_wanted import variable_of


def name_variables(command: click.Command, path: tuple[str, ...] = ()) -> None:
    """Give each option of a command, and of the commands below it, its variable."""
    for option in options_of(command):
        shorter = option.envvar or ()
        others = (shorter,) if isinstance(shorter, str) else tuple(shorter)
        option.envvar = [variable_of(path, _name_of(option)), *others]
    for name, inner in getattr(command, "commands", {}).items():
        name_variables(inner, (*path, name))


def options_of(command: click.Command) -> Iterator[click.Option]:
    """Give the options of a command that have a value."""
    for each in command.params:
        if isinstance(each, click.Option) and each.expose_value:
            yield each


def blame_variable(error: click.BadParameter) -> None:
    """Name the variable in an error, if the wrong value came from there."""
    option, context = error.param, error.ctx
    if not isinstance(option, click.Option) or context is None or option.name is None:
        return
    source = context.get_parameter_source(option.name)
    if source is click.core.ParameterSource.ENVIRONMENT:
        error.param_hint = next((n for n in option.envvar or () if os.environ.get(n)), None)


def _name_of(option: click.Option) -> str:
    """The first long name of an option, such as `tables` for `--tables`."""
    return next(name[2:] for name in option.opts if name.startswith("--"))
