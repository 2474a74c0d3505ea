"""The scripts of `examples/first_steps`, run against the sandbox."""

import runpy
import sys
import threading
from http.server import HTTPServer
from pathlib import Path

import pytest
import requests

FOLDER = Path(__file__).parents[1] / "examples/first_steps"
#: By script: what is in its output.
PRINTED = {
    "profile": "Ada Lovelace",
    "application_token": "Learning Accounting",
    "ad_account_life": "Trials",
    "campaign_groups": "600000002",
    "post_with_image": "urn:li:share:",
    "all_posts": "urn:li:",
    "many_at_once": "Babbage & Sons",
    "followers_of_a_week": "follower_gains__organic_follower_gain",
}


@pytest.fixture(autouse=True)
def _credentials(linkedin_sandbox, monkeypatch):
    monkeypatch.setenv("LINKEDIN_ACCESS_TOKEN", linkedin_sandbox.access_token())
    monkeypatch.setenv("LINKEDIN_CLIENT_ID", linkedin_sandbox.client_id)
    monkeypatch.setenv("LINKEDIN_CLIENT_SECRET", linkedin_sandbox.client_secret)


def test_every_script_is_run():
    assert {path.stem for path in FOLDER.glob("*.py")} == {*PRINTED, "sign_in_server"}


@pytest.mark.parametrize("name", PRINTED)
def test_a_script_does_what_it_says(name, monkeypatch, tmp_path, capsys):
    (tmp_path / "engine.png").write_bytes(b"png" * 100)
    monkeypatch.setattr(sys, "argv", [name, str(tmp_path / "engine.png")])
    runpy.run_path(str(FOLDER / f"{name}.py"), run_name="__main__")
    assert PRINTED[name] in capsys.readouterr().out


def test_the_server_signs_a_member_in_and_refuses_a_strangers_answer(linkedin_sandbox):
    names = runpy.run_path(str(FOLDER / "sign_in_server.py"))
    names["Pages"].log_message = lambda *_: None
    with HTTPServer(("127.0.0.1", 0), names["Pages"]) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        here = f"http://127.0.0.1:{server.server_port}"
        with requests.Session() as browser:
            browser.trust_env = False
            to_linkedin = browser.get(here, allow_redirects=False).headers["Location"]
            back = browser.get(to_linkedin, allow_redirects=False).headers["Location"]
            query = back.partition("?")[2]
            assert browser.get(f"{here}/callback?{query}").text == "Hello, Ada Lovelace"
            assert browser.get(f"{here}/callback?code=x&state=y").status_code == 403
            state = next(iter(names["states"]))
            declined = f"{here}/callback?error=user_cancelled_login&state={state}"
            assert browser.get(declined).text == "No token: user_cancelled_login"
        server.shutdown()
