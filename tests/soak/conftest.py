import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def url():
    """The address of a server with a million elements, which answers as fast as can be."""
    server = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("list_server.py"))],
        stdout=subprocess.PIPE,
        text=True,
    )
    yield f"http://127.0.0.1:{int(server.stdout.readline())}"
    server.kill()
    server.wait()
    server.stdout.close()
