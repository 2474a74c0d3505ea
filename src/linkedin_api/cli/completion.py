"""`linkedin completion`: completes commands, options and their values with the Tab key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import click
from click.shell_completion import get_completion_class

from linkedin_api.cli.command import command
from linkedin_api.cli.options import JSON
from linkedin_api.cli.output import show
from linkedin_api.cli.parameters import Choice

#: How each shell loads the completion at its start.
_INSTALLED_BY: Final = (
    """bash: echo 'eval "$(linkedin completion bash)"' >> ~/.bashrc""",
    """zsh:  echo 'eval "$(linkedin completion zsh)"' >> ~/.zshrc""",
    "fish: linkedin completion fish > ~/.config/fish/completions/linkedin.fish",
)
_ABOUT: Final = """\
Print the completion script of a shell.

Load it at the start of the shell, by one of the lines below.
"""
_SHELLS: Final = ("bash", "zsh", "fish")
#: The variable by which the script asks for completions.
VARIABLE: Final = "_LINKEDIN_COMPLETE"


def print_script(typed: Mapping[str, Any]) -> None:
    """Print the script."""
    script = get_completion_class(typed["shell"])
    if script is None:  # click has all three
        raise click.UsageError(f"{typed['shell']} is not known")
    root = click.get_current_context().find_root()
    text = script(root.command, {}, root.info_name or "linkedin", VARIABLE).source()
    show(typed, {"shell": typed["shell"], "script": text}, text)


completion: Final = command(
    "completion",
    "completion:print_script",
    _ABOUT,
    _INSTALLED_BY,
    click.argument("shell", type=Choice(_SHELLS)),
    JSON,
    reads_linkedin=False,
)
