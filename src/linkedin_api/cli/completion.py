"""`linkedin completion`: completes commands, options and their values with the Tab key."""

from __future__ import annotations

from typing import Final

import click
from click.shell_completion import get_completion_class

from linkedin_api.cli.options import JSON, help_epilog
from linkedin_api.cli.output import Output
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


@click.command(help=_ABOUT, epilog=help_epilog(_INSTALLED_BY, reads_linkedin=False))
@click.argument("shell", type=Choice(_SHELLS))
@JSON
@click.pass_context
def completion(context: click.Context, shell: str, as_json: bool) -> None:
    """Print the script."""
    script = get_completion_class(shell)
    if script is None:  # click has all three
        raise click.UsageError(f"{shell} is not known")
    root = context.find_root()
    text = script(root.command, {}, root.info_name or "linkedin", VARIABLE).source()
    Output(as_json).show({"shell": shell, "script": text}, text)
