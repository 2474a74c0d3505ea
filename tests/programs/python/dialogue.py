"""A sign-in as a dialogue, as `node/dialogue.mjs` has it."""

import json
import os
import sys

CLIENT_ID, CLIENT_SECRET, REDIRECT_URL = (
    os.environ[name] for name in ("CLIENT_ID", "CLIENT_SECRET", "REDIRECT_URL")
)


def visit(url):
    """Say where a member should go, and read where they come back."""
    tell({"visit": url})
    return sys.stdin.readline().strip()


def tell(what):
    """Say what became of it."""
    print(json.dumps(what), flush=True)
