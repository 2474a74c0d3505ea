"""A sandbox with many pages in a separate process, controlled over standard input.

    python -m bench.sandbox_of_pages ORGANIZATIONS LATENCY

Prints one JSON object with what a client needs. Then, for each line on standard input, prints
the number of requests since the last line; after a line `refuse N`, it refuses all requests about
the first N organizations.
"""

from __future__ import annotations

import json
import sys

from linkedin_api.sandbox import Sandbox


def main() -> None:
    organizations, latency = int(sys.argv[1]), float(sys.argv[2])
    with Sandbox(organizations=organizations, days=365, kept_requests=100_000) as sandbox:
        _delay(sandbox, latency)
        settings = {
            "url": sandbox.url,
            "client_id": sandbox.client_id,
            "client_secret": sandbox.client_secret,
            "refresh_token": sandbox.refresh_token(),
            "organizations": list(sandbox.figures.organizations),
        }
        print(json.dumps(settings), flush=True)
        for line in sys.stdin:
            print(len(sandbox.requests), flush=True)
            sandbox.reset()
            _delay(sandbox, latency)
            if line.startswith("refuse"):
                _refuse(sandbox, int(line.split()[1]))


def _refuse(sandbox: Sandbox, organizations: int) -> None:
    for number in list(sandbox.figures.organizations)[:organizations]:
        texts = (f"organization%3A{number}", f"urn:li:organization:{number}")
        sandbox.faults.add(
            lambda request, texts=texts: any(text in f"{request.path} {request.params}"
                                             for text in texts),
            status=403,
        )  # fmt: skip


def _delay(sandbox: Sandbox, latency: float) -> None:
    if latency:
        sandbox.faults.add(lambda _: True, delay=latency)


if __name__ == "__main__":
    main()
