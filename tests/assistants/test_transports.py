"""The server as clients reach it: over standard input and output, and over HTTP on loopback."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import anyio
import pytest
import requests
import uvicorn
from absent_modules import forget
from assistants_names import READING_TOOLS
from mcp import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from secrets_watch import shown

from linkedin_api import assistants
from linkedin_api.assistants.server import LOOPBACK
from linkedin_api.cli.mcp import mcp
from linkedin_api.cli.run import run

COMMAND = [sys.executable, "-m", "linkedin_api.cli", "mcp", "--sandbox"]
START = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-11-25",
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "1"},
    },
}
ACCEPT = {"Accept": "application/json, text/event-stream"}


def test_over_standard_input_and_output(tmp_path):
    log = tmp_path / "log"
    server = StdioServerParameters(
        command=COMMAND[0], args=COMMAND[1:], env=dict(os.environ), cwd=tmp_path
    )

    async def use():
        with log.open("w") as errors:
            async with Client(stdio_client(server, errlog=errors)) as client:
                tools = {tool.name for tool in (await client.list_tools()).tools}
                right = await client.call_tool("check_access", {})
                wrong = await client.call_tool("list_posts", {"page": "x", "live": True})
                coverage = await client.read_resource("linkedin://sandbox/coverage")
                return tools, right, wrong, coverage

    tools, right, wrong, coverage = anyio.run(use)

    assert tools == READING_TOOLS
    assert right.structured_content["facts"]["pages"]
    assert wrong.is_error
    assert "CREATE" in json.loads(coverage.contents[0].text)["/rest/posts"]["methods"]
    shown(log.read_text(), "the server's log")
    assert log.read_text() == ""


@contextmanager
def over_http(assistant) -> Iterator[str]:
    """Serve an assistant's server over HTTP, in a thread."""
    app = assistant.server.streamable_http_app(host=LOOPBACK)
    config = uvicorn.Config(app, host=LOOPBACK, port=0, log_config=None)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            threading.Event().wait(0.005)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://{LOOPBACK}:{port}/mcp"
    finally:
        server.should_exit = True
        thread.join()


def test_over_http(reader):
    async def use(url):
        async with Client(url) as client:
            return await client.call_tool("page_totals", {"page": 2414183})

    with over_http(reader) as url:
        result = anyio.run(use, url)

    assert result.structured_content["facts"]["followers"] > 0


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "evil.example"}, 421),
        ({"Host": "evil.example:80"}, 421),
        ({"Origin": "https://evil.example"}, 403),
    ],
)
def test_11_a_request_for_another_host_or_from_another_site_is_refused(reader, headers, status):
    with over_http(reader) as url, requests.Session() as session:
        session.trust_env = False
        answer = session.post(url, json=START, headers={**ACCEPT, **headers}, timeout=30)

    assert answer.status_code == status


def test_11_only_loopback_is_listened_on():
    assert LOOPBACK == "127.0.0.1"
    assert "host" not in {each.name for each in mcp.params}


def test_the_command_names_the_extra_that_is_missing(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "mcp.server", None)
    forget(monkeypatch, "linkedin_api.assistants.server")

    assert run(["mcp", "--sandbox"]) == 1
    assert 'pip install "linkedin-api-client[mcp]"' in capsys.readouterr().err


def test_a_program_reads_which_extra_is_missing(monkeypatch):
    monkeypatch.setitem(sys.modules, "mcp.server", None)
    forget(monkeypatch, "linkedin_api.assistants.server")

    with pytest.raises(ModuleNotFoundError, match=r'pip install "linkedin-api-client\[mcp\]"'):
        _ = assistants.serve


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (["mcp", "--allow", "post,publish"], "'publish' is not one of post, comment, react"),
        (["mcp", "--media-folder", "nowhere"], "does not exist"),
        (["mcp", "--http", "70000"], "70000"),
    ],
)
def test_a_wrong_option_is_a_usage_error(capsys, line, says):
    assert run(line) == 2
    assert says in capsys.readouterr().err


@pytest.mark.soak
def test_the_command_serves_http_until_ctrl_c(tmp_path):
    with subprocess.Popen(
        [*COMMAND, "--http", "0", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
    ) as process:
        lines = ""
        while not lines.rstrip().endswith("}"):
            lines += process.stdout.readline()
        url = json.loads(lines)["url"]
        with requests.Session() as session:
            session.trust_env = False
            good = session.post(url, json=START, headers=ACCEPT, timeout=30).status_code
            foreign = {**ACCEPT, "Host": "evil.example"}
            bad = session.post(url, json=START, headers=foreign, timeout=30).status_code
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate()

    assert (good, bad) == (200, 421)
    assert process.returncode == 130
    assert "Traceback" not in errors
