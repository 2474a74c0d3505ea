"""The `linkedin` command: what a person types."""

import sys


def main() -> None:
    """Run the command; without the extra `cli`, say how to get it."""
    try:
        from linkedin_api.cli.run import run
    except ModuleNotFoundError as error:
        if error.name not in ("click", "rich"):
            raise
        sys.exit('The command needs an extra: pip install "linkedin-api-client[cli,sandbox]"')
    sys.exit(run(sys.argv[1:]))
