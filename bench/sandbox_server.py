"""A sandbox process: prints its port and a token, then its memory in kB for each input line."""

from __future__ import annotations

import sys
from pathlib import Path

from linkedin_api.sandbox import Sandbox


def memory() -> int:
    """Resident memory in kB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def main() -> None:
    with Sandbox() as sandbox:
        print(sandbox.url.rpartition(":")[2], sandbox.access_token(), flush=True)
        for _ in sys.stdin:
            print(memory(), flush=True)


if __name__ == "__main__":
    main()
