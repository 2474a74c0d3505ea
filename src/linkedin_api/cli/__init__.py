"""The `linkedin` command."""

import os
import sys


def main() -> None:
    """Run the command; without the extra `cli`, say how to install it."""
    from linkedin_api.cli.interruption import KEPT, Stop, interruption
    from linkedin_api.cli.json_wanted import is_json_wanted

    try:
        hint = KEPT if "sync" in sys.argv else ""
        interruption.begin(as_json=is_json_wanted(sys.argv[1:]), hint=hint)
        interruption.end(_run())
    except Stop as stop:
        interruption.now(stop.signal_code)


def _run() -> int:
    # In place of a stream that the parent has closed; first, so that no other file gets its number.
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode))
    for stream in (sys.stdout, sys.stderr):  # such as a file of Windows, which lacks most letters
        if getattr(stream, "errors", None) == "strict":
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        from linkedin_api.cli.run import run
    except ModuleNotFoundError as error:
        if error.name not in ("click", "rich"):
            raise
        sys.exit('The command needs an extra: pip install "linkedin-api-client[cli,sandbox]"')
    return run(sys.argv[1:])
