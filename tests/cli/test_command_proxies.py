"""The command in a shell that names proxies and excepts nothing: as in one that names none."""

import os
import re

import warm
from canned import Answer, CannedServer

VARIABLES = ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")


def run(line, proxies, folder="."):
    """Run a command in a process of its own; gives what it ended with and its words."""
    environment = {
        name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")
    }
    ended = warm.run(
        *("-m", "linkedin_api.cli", *line.split()), env=environment | proxies, cwd=folder
    )
    words = re.sub(r"[\d.,]+|\u2500+| +", " ", ended.stdout)  # neither times nor widths
    return ended.returncode, words, ended.stderr


def test_a_local_linkedin_is_reached_as_without_a_proxy(tmp_path):
    line = "pages sync --sandbox --tables total_follower_count"
    for folder in ("plain", "proxied"):
        (tmp_path / folder).mkdir()
    data = {"DLT_DATA_DIR": "dlt"}  # of each folder

    plain = run(line, data, tmp_path / "plain")
    proxied = run(line, {**data, "http_proxy": "http://127.0.0.1:9"}, tmp_path / "proxied")

    assert plain[0] == 0, plain
    assert proxied == plain


def test_nothing_of_a_local_linkedin_is_seen_by_a_proxy():
    with CannedServer() as proxy:
        code, _, _ = run(
            "pages sync --sandbox --tables total_follower_count",
            dict.fromkeys(VARIABLES, proxy.url),
        )

        assert (code, proxy.received) == (0, [])


def test_linkedin_elsewhere_is_asked_through_the_proxy(monkeypatch):
    monkeypatch.setenv("LINKEDIN_ACCESS_TOKEN", "T")
    monkeypatch.setenv("LINKEDIN_API_URL", "http://linkedin.test")
    with CannedServer(Answer(401, {}, b'{"serviceErrorCode": 65600}')) as proxy:
        run("pages check --org 1", {"http_proxy": proxy.url.removeprefix("http://")})

        assert {asked.target.partition("/rest/")[0] for asked in proxy.received} == {
            "http://linkedin.test"
        }


def test_a_malformed_proxy_is_one_sentence_without_its_password(monkeypatch):
    monkeypatch.setenv("LINKEDIN_ACCESS_TOKEN", "T")
    monkeypatch.setenv("LINKEDIN_API_URL", "http://linkedin.test")

    code, _, error = run("pages sync --org 1", {"HTTP_PROXY": "http://ada:hunter2@host:port"})

    assert code == 1
    assert "Error: HTTP_PROXY must look like http://host:3128" in error
    assert "hunter2" not in error
    assert "Traceback" not in error
