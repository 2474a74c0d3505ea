"""What commands are made of: what runs them, their help, and their options."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

import click

from linkedin_api.cli.exit_codes import MEANINGS
from linkedin_api.cli.options import Decorator, combined, imported
from linkedin_api.near_names import did_you_mean
from linkedin_api.sources.reading.variables import VARIABLES

_TOKEN, _ID, _SECRET, _REFRESH = VARIABLES
_ENVIRONMENT: Final = (
    (_TOKEN, "an access token; or, to fetch one:"),
    (_ID, "the application's id"),
    (_SECRET, "its secret"),
    (_REFRESH, "the refresh token from the member's consent"),
    ("LINKEDIN_API_URL", "base URL of the API, such as a sandbox's"),
    ("LINKEDIN_OAUTH_URL", "base URL of the authorization server"),
)


class Group(click.Group):
    """A group of commands; a wrong name gets a suggestion."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command by its name."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError:
            if not args[0][:1].isalnum():  # an option
                raise
            suggestion = did_you_mean(args[0], self.list_commands(ctx))
            ctx.fail(f"there is no command {args[0]!r}{suggestion}")


def command(
    name: str,
    run: str,
    about: str,
    examples: Iterable[str],
    *options: Decorator[Any],
    given: Sequence[Any] = (),
    reads_linkedin: bool = True,
) -> click.Command:
    """Return a command.

    Args:
        name: as it is typed.
        run: the function that runs it, as `module:function` of the command. It gets the values that
            were typed, by name, and returns the exit code; `None` is 0. It is imported when it
            runs, so that no help loads a client or an engine.
        about: the help; no docstring, since `python -OO` drops those.
        examples: command lines.
        options: its arguments and options, in the order of the help.
        given: arguments of the function before the typed values.
        reads_linkedin: whether the help names credentials and exit codes.
    """
    function = imported(f"cli.{run}")

    def callback(**typed: Any) -> Any:
        return function(*given, typed)

    epilog = _epilog(examples, reads_linkedin=reads_linkedin)
    return click.command(name, help=about, epilog=epilog)(combined(*options)(callback))


def _epilog(examples: Iterable[str], *, reads_linkedin: bool) -> str:
    """Return the end of a command's help: examples, environment variables, exit codes."""
    parts = {"Examples": list(examples)}
    if reads_linkedin:
        parts["Environment"] = [f"{name:<24}{about}" for name, about in _ENVIRONMENT]
        parts["Exit codes"] = [f"{int(code):<5}{meaning}" for code, meaning in MEANINGS.items()]
    return "\n\n".join("\n  ".join((f"\b\n{heading}:", *lines)) for heading, lines in parts.items())
