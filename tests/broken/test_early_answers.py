"""Informational answers, such as 103 Early Hints, come before the real one."""

from __future__ import annotations

import pytest
from broken.answers import JSON, OK, sized
from broken.raw_server import Broken, RawServer

EARLY = {
    "continue": b"HTTP/1.1 100 Continue\r\n\r\n",
    "processing": b"HTTP/1.1 102 Processing\r\n\r\n",
    "hints": b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n",
    "several": b"HTTP/1.1 100 Continue\r\n\r\n" + 2 * b"HTTP/1.1 103 Early Hints\r\n\r\n",
}


@pytest.mark.parametrize("early", EARLY)
def test_each_call_gets_its_own_final_answer(shell, early):
    answers = [
        Broken("", (EARLY[early] + OK + JSON + sized(body) + b"\r\n" + body,))
        for body in (b'{"id": 1}', b'{"id": 2}')
    ]
    with RawServer(answers) as server:
        server.keeps = True
        client = shell.rest(base_url=server.url, access_token="T")

        got = [shell.call(client, "get", f"/answer{number}").entity["id"] for number in (0, 1)]

        assert got == [1, 2]
        assert server.connections == 1
