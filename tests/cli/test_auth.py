"""`linkedin auth`: sign in, keep a token, use it, forget it."""

import errno
import json
import re
import socket
import stat
import struct
import sys
from contextlib import closing
from queue import SimpleQueue
from threading import Event, Thread
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from noon import NOON
from ports import free_port

from linkedin_api.cli.auth import callback
from linkedin_api.cli.auth.callback import Callback, listening, loopback_url
from linkedin_api.clients.auth import bounded_keyring
from linkedin_api.sandbox import App, Sandbox

SECRET = "the-secret-of-the-application"
DAY = 86_400


@pytest.fixture(scope="module")
def redirect_url():
    return f"http://localhost:{free_port()}/callback"


@pytest.fixture(scope="module")
def server(redirect_url):
    app = App("86keyboard", SECRET, (redirect_url,))
    with Sandbox(apps=(app,), now=NOON) as sandbox:
        yield sandbox


@pytest.fixture
def home(tmp_path, server, monkeypatch):
    """An empty home, no keyring, and a LinkedIn on loopback."""
    server.reset()
    server.consent = "auto"
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_CONFIG_HOME", "LINKEDIN_CONFIG_DIR", "LINKEDIN_PROFILE", "SSH_CONNECTION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    monkeypatch.setenv("LINKEDIN_API_URL", server.url)
    monkeypatch.setenv("LINKEDIN_OAUTH_URL", server.url)
    monkeypatch.setenv("LINKEDIN_CLIENT_SECRET", SECRET)
    monkeypatch.setattr("linkedin_api.cli.connection.machine_time", server.clock.now)
    _forget_keyring(monkeypatch)
    yield tmp_path
    server.reset()


def _forget_keyring(monkeypatch):
    import keyring.core

    monkeypatch.setattr(keyring.core, "_keyring_backend", None)


@pytest.fixture
def browser(monkeypatch):
    """A browser that follows every redirect, as if the member consented at once."""
    ended = SimpleQueue()

    def open_(url):
        Thread(target=lambda: ended.put(requests.get(url, timeout=20)), daemon=True).start()

    monkeypatch.setattr("webbrowser.open", open_)
    monkeypatch.setenv("BROWSER", "true")
    return ended


@pytest.fixture
def sign_in(type_, home, browser, redirect_url):
    def sign_in(more=""):
        line = f"auth login --client-id 86keyboard --scope pages --redirect-url {redirect_url}"
        return type_(f"{line} {more}")

    return sign_in


def files_of(home):
    return [path for path in home.rglob("*") if path.is_file()]


def test_a_member_signs_in_and_the_next_command_has_a_token(type_, sign_in, browser):
    ended = sign_in()

    assert ended.code == 0, ended.err
    assert "The access token is valid for 60 days." in ended.out
    assert type_("api get /me").document["localizedFirstName"] == "Ada"


def test_the_page_at_the_end_has_no_script_and_leaks_no_address(sign_in, browser):
    sign_in()

    page = browser.get(timeout=20)
    assert page.status_code == 200
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "<script" not in page.text
    assert "code" not in page.text


def test_files_of_a_profile_are_private(sign_in, home):
    sign_in()

    assert {path.name for path in files_of(home)} >= {"default.json"}
    for path in files_of(home):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700, path


def test_nothing_that_is_printed_has_a_secret(type_, sign_in, home):
    shown = [sign_in(), sign_in("--json"), type_("auth status"), type_("auth status --json")]
    token = type_("auth token").out.strip()

    for ended in shown:
        for secret in (SECRET, token):
            assert secret not in ended.out + ended.err


def test_a_program_gets_the_address_as_json_and_then_the_result(sign_in, redirect_url):
    ended = sign_in("--json")
    first, last = map(json.loads, ended.out.splitlines())

    assert first["redirect_url"] == redirect_url
    assert first["url"].startswith("http://127.0.0.1")
    assert last["profile"] == "default"
    assert last["missing_scopes"] == []


def test_status_says_who_how_long_and_what_for(type_, sign_in):
    sign_in()

    document = type_("auth status --json").document

    assert document["member"] == "Ada Lovelace"
    assert document["access_token_days"] == pytest.approx(60, abs=0.1)
    assert document["refresh_token_days"] == pytest.approx(365, abs=0.1)
    assert document["renews_itself"]
    assert len(document["pages"]) == 10
    assert document["tables"]["pages"]["refused"] == []


def test_status_names_the_tables_that_the_scopes_do_not_allow(type_, sign_in):
    sign_in("--scope r_organization_social")  # beside those of the set
    tables = type_("auth status --json").document["tables"]
    assert tables["pages"]["refused"] == []
    assert tables["ads"]["lacking"] == [
        "r_ads",
        "r_ads_reporting",
        "r_marketing_leadgen_automation",
    ]


def test_status_is_read_by_a_person_in_80_columns(type_, sign_in):
    sign_in()

    text = type_("auth status").out

    assert "valid for 60 days" in text
    assert "12 of 12 by scope" in text
    assert "1 of 12 by scope\nfor the others  r_ads, r_ads_reporting, " in text


def test_profiles_are_kept_apart(type_, sign_in):
    sign_in("--profile work")

    assert type_("auth status --profile work").code == 0
    missing = type_("auth status")
    assert missing.code == 1
    assert "there is no profile 'default'" in missing.err
    assert ", which has work: run" in missing.err


def test_a_profile_is_chosen_by_the_environment(type_, sign_in, monkeypatch):
    sign_in("--profile work")
    monkeypatch.setenv("LINKEDIN_PROFILE", "work")

    assert type_("api get /me").code == 0


def test_tables_are_checked_with_the_profile_that_is_named(type_, sign_in, server):
    sign_in("--profile work")

    assert type_("pages check --org 2414183 --profile work").code == 0
    assert "there is no profile 'other'" in type_("pages check --profile other").err


def test_a_token_goes_only_to_the_server_that_gave_it(type_, sign_in, server, monkeypatch):
    sign_in()
    with Sandbox() as other:
        monkeypatch.setenv("LINKEDIN_API_URL", other.url)
        monkeypatch.setenv("LINKEDIN_OAUTH_URL", other.url)

        assert type_("api get /me").code == 0
        assert other.requests == []


def test_an_expired_access_token_is_renewed_by_the_next_command(type_, sign_in, server):
    sign_in()
    first = type_("auth token").out
    server.advance(days=61)

    assert type_("api get /me").code == 0
    assert type_("auth token").out != first


def test_an_expired_refresh_token_leads_back_to_login(type_, sign_in, server, monkeypatch):
    sign_in()
    monkeypatch.setattr("linkedin_api.clients.auth.providers._LOOKS", 1)
    server.advance(days=366)

    ended = type_("api get /me")

    assert ended.code == 1
    assert "linkedin auth login" in ended.err


def test_refresh_makes_a_new_token_at_once(type_, sign_in):
    sign_in()
    first = type_("auth token").out

    assert type_("auth refresh").code == 0
    assert type_("auth token").out != first


def test_logout_leaves_nothing(type_, sign_in, home):
    sign_in()

    assert type_("auth logout").code == 0
    assert files_of(home) == []
    assert type_("auth logout").code == 1


def test_a_declined_consent_is_said_in_words(type_, home, redirect_url, monkeypatch):
    answer = "error=user_cancelled_authorize&error_description=The+user+declined"
    ended = _come_back_with(answer, type_, redirect_url, monkeypatch)

    assert ended.code == 1
    assert "LinkedIn gave no token: the member declined" in ended.err


def test_a_missing_product_is_named(type_, home, redirect_url, monkeypatch):
    ended = _come_back_with("error=unauthorized_scope_error", type_, redirect_url, monkeypatch)

    assert "under Products" in ended.err


def test_another_state_is_refused(type_, home, redirect_url, monkeypatch):
    ended = _come_back_with("code=x&state=of-another", type_, redirect_url, monkeypatch, state="")

    assert ended.code == 1
    assert "its state differs" in ended.err


def _come_back_with(answer, type_, redirect_url, monkeypatch, state=None):
    def open_(url):
        given = url.partition("state=")[2] if state is None else state
        target = f"{redirect_url}?{answer}" + (f"&state={given}" if given else "")
        Thread(target=requests.get, args=(target,), kwargs={"timeout": 20}, daemon=True).start()

    monkeypatch.setattr("webbrowser.open", open_)
    monkeypatch.setenv("BROWSER", "true")
    return type_(f"auth login --client-id 86keyboard --redirect-url {redirect_url}")


def test_silence_ends_with_what_to_do(type_, home, redirect_url, monkeypatch):
    monkeypatch.setattr("webbrowser.open", lambda _url: None)
    monkeypatch.setattr("linkedin_api.cli.auth.login._SILENCE", 0.01)
    monkeypatch.setattr("linkedin_api.cli.auth.callback.Callback.wait", lambda *_: None)

    ended = type_(f"auth login --client-id 86keyboard --no-browser --redirect-url {redirect_url}")

    assert ended.code == 1
    assert f"add exactly {redirect_url} to the application's redirect URLs" in ended.err
    assert "the browser did not come back within 300 seconds" in ended.err


def test_where_the_redirect_url_is_not_registered_nobody_comes_back(
    type_, home, browser, redirect_url, monkeypatch
):
    other = f"http://localhost:{free_port()}/callback"
    wait = Callback.wait
    monkeypatch.setattr(Callback, "wait", lambda self, seconds: wait(self, seconds / 5_000))

    ended = type_(f"auth login --client-id 86keyboard --redirect-url {other}")

    page = browser.get(timeout=20)
    assert page.status_code == 401
    assert f"Registered: {redirect_url}" in page.text
    assert ended.code == 1
    assert f"add exactly {other} to the application's redirect URLs" in ended.err
    assert files_of(home) == []


def test_other_addresses_of_the_listener_are_not_the_answer(type_, home, redirect_url, monkeypatch):
    seen = []

    def open_(url):
        def visit():
            base = redirect_url.removesuffix("/callback")
            seen.append(requests.get(f"{base}/favicon.ico", timeout=20).status_code)
            seen.append(requests.get(redirect_url, timeout=20).status_code)
            requests.get(url, timeout=20)

        Thread(target=visit, daemon=True).start()

    monkeypatch.setattr("webbrowser.open", open_)
    monkeypatch.setenv("BROWSER", "true")

    ended = type_(f"auth login --client-id 86keyboard --redirect-url {redirect_url}")

    assert ended.code == 0, ended.err
    assert seen == [404, 404]


def _browser_that_finds_localhost_at(address):
    """A browser on a machine where `localhost` is this address."""

    def open_(url):
        def visit():
            back = requests.get(url, allow_redirects=False, timeout=20).headers["Location"]
            requests.get(back.replace("localhost", address, 1), timeout=20)

        Thread(target=visit, daemon=True).start()

    return open_


@pytest.mark.parametrize("address", ["127.0.0.1", "[::1]"])
def test_both_loopback_addresses_are_answered(sign_in, address, monkeypatch):
    monkeypatch.setattr("webbrowser.open", _browser_that_finds_localhost_at(address))

    assert sign_in().code == 0


@pytest.fixture
def loopback(monkeypatch):
    """Leaves a machine only some of its loopback addresses."""

    def only(*families):
        server = callback._server

        def lacking(family, *given):
            if family not in families:
                raise OSError(errno.EADDRNOTAVAIL, "Cannot assign requested address")
            return server(family, *given)

        monkeypatch.setattr(callback, "_server", lacking)

    return only


@pytest.mark.parametrize(
    ("family", "address"), [(socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "[::1]")]
)
def test_one_loopback_address_is_enough(sign_in, loopback, monkeypatch, family, address):
    loopback(family)
    monkeypatch.setattr("webbrowser.open", _browser_that_finds_localhost_at(address))

    assert sign_in().code == 0


def test_without_a_loopback_address_it_says_so(sign_in, loopback):
    loopback()

    ended = sign_in()

    assert ended.code == 1
    assert "no loopback address" in ended.err


def test_a_taken_port_is_an_error_at_once_with_the_ways_out(sign_in, redirect_url):
    port = int(redirect_url.rpartition(":")[2].removesuffix("/callback"))
    with closing(socket.socket()) as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", port))
        other.listen()

        ended = sign_in()

    assert ended.code == 1
    assert f"port {port} is taken" in ended.err
    assert f"lsof -i :{port}" in ended.err
    assert "--redirect-url" in ended.err
    assert "--paste" in ended.err


@pytest.mark.parametrize("url", ["https://example.org/callback", "http://localhost/callback", "x"])
def test_a_redirect_url_elsewhere_needs_paste(type_, home, browser, url):
    ended = type_(f"auth login --client-id 86keyboard --redirect-url {url}")

    assert ended.code == 2
    assert "http://localhost:8914/callback" in ended.err
    assert "--paste" in ended.err


def test_the_address_is_pasted_where_no_browser_can_come_back(
    type_, home, redirect_url, monkeypatch
):
    monkeypatch.setattr("sys.stdin", _Typist())

    ended = type_(f"auth login --client-id 86keyboard --paste --redirect-url {redirect_url}")

    assert ended.code == 0, ended.err
    assert "that it shows an error is normal" in ended.err


@pytest.mark.parametrize(
    ("pasted", "reported"),
    [
        ("error=user_cancelled_authorize&state={state}", "the member declined"),
        ("code=AQcode&state=of-another", "its state differs"),
        ("code=AQcode", "its state differs"),
        ("", "this is not the address of LinkedIn's answer"),
        ("code=anything", "its state differs"),
        ("state={state}", "the answer has no code; paste the whole address"),
    ],
)
def test_what_is_pasted_wrong_is_an_error_that_says_so(
    type_, home, redirect_url, monkeypatch, pasted, reported
):
    monkeypatch.setattr("sys.stdin", _Typist(f"{redirect_url}?{pasted}"))

    ended = type_(f"auth login --client-id 86keyboard --paste --redirect-url {redirect_url}")

    assert ended.code == 1
    assert reported in ended.err
    assert files_of(home) == []


class _Typist:
    """Reads the address from the screen, signs in elsewhere, and pastes where that ended.

    Args:
        pasted: pasted instead, with the state in the place of `{state}`.
    """

    def __init__(self, pasted=None):
        self.pasted = pasted

    def isatty(self):
        return False

    def readline(self):
        url = next(
            line.strip() for line in sys.stderr.getvalue().splitlines() if "/authorization" in line
        )
        if self.pasted is not None:
            return self.pasted.format(state=parse_qs(urlsplit(url).query)["state"][0]) + "\n"
        return requests.get(url, allow_redirects=False, timeout=20).headers["Location"] + "\n"


def test_a_token_of_the_developer_portal_is_read_from_standard_input(
    type_, home, server, monkeypatch
):
    token = server.access_token()
    monkeypatch.setattr("sys.stdin.read", lambda: f"Bearer {token}\n", raising=False)

    assert type_("auth login --with-token").code == 0
    assert type_("auth token").out.strip() == token
    assert type_("api get /me").code == 0


def test_scopes_that_are_unknown_say_nothing_about_tables(type_, home, server, monkeypatch):
    monkeypatch.setattr("sys.stdin.read", server.access_token, raising=False)
    type_("auth login --with-token")

    shown = type_("auth status").out

    assert re.search("^scopes +unknown$", shown, re.MULTILINE)
    assert "unknown: the scopes are unknown" in shown
    assert "by scope" not in shown


@pytest.mark.parametrize("text", ["", "two words", "tökén"])
def test_what_is_no_token_is_refused(type_, home, monkeypatch, text):
    monkeypatch.setattr("sys.stdin.read", lambda: text, raising=False)

    ended = type_("auth login --with-token")

    assert ended.code == 2
    assert "reads one access token from standard input" in ended.err


def test_the_application_signs_in_by_itself(type_, home):
    ended = type_("auth login --client-id 86keyboard --client-credentials")

    assert ended.code == 0, ended.err
    assert "valid for 30 minutes" in ended.out
    assert type_("auth status --json").document["renews_itself"]
    shown = type_("auth status").out
    assert "valid for 30 minutes" in shown
    assert "none: the token is the application's own" in shown
    assert type_("learning check").code == 0


def test_the_secret_is_needed_once(type_, sign_in, monkeypatch):
    sign_in()
    monkeypatch.delenv("LINKEDIN_CLIENT_SECRET")

    assert sign_in().code == 0


def test_without_a_secret_it_says_how_to_give_it(type_, home, browser, monkeypatch):
    monkeypatch.delenv("LINKEDIN_CLIENT_SECRET")

    ended = type_("auth login --client-id 86keyboard")

    assert ended.code == 2
    assert "set LINKEDIN_CLIENT_SECRET" in ended.err


def test_without_a_client_id_it_says_where_it_is(type_, home, browser):
    ended = type_("auth login")

    assert ended.code == 2
    assert "--client-id" in ended.err
    assert "developer portal" in ended.err


def test_a_keyring_keeps_the_secrets_out_of_files(type_, sign_in, home, monkeypatch):
    _use_keyring(monkeypatch, "Working")

    sign_in()

    assert type_("auth status --json").document["place"] == "keyring"
    token = type_("auth token").out.strip()
    for path in files_of(home):
        assert SECRET not in path.read_text()
        assert token not in path.read_text()
    assert type_("api get /me").code == 0
    assert type_("auth logout").code == 0
    assert KEPT == {}


def test_a_keyring_that_hangs_is_given_up(type_, sign_in, monkeypatch):
    _use_keyring(monkeypatch, "Hanging")
    monkeypatch.setattr(bounded_keyring, "PATIENCE", 0.05)

    assert sign_in().code == 0
    assert type_("auth status --json").document["place"] == "file"
    RELEASED.set()


def test_a_keyring_that_hangs_later_is_an_error_that_says_so(type_, sign_in, monkeypatch):
    _use_keyring(monkeypatch, "Working")
    sign_in()
    _use_keyring(monkeypatch, "Hanging")
    monkeypatch.setattr(bounded_keyring, "PATIENCE", 0.05)

    ended = type_("api get /me")

    assert ended.code == 1
    assert "the keyring has not answered" in ended.err
    RELEASED.set()


def test_a_locked_keyring_is_replaced_by_files(type_, sign_in, monkeypatch):
    _use_keyring(monkeypatch, "Locked")

    assert sign_in().code == 0
    assert type_("auth status --json").document["place"] == "file"


def test_without_the_package_for_keyrings_there_are_files(type_, sign_in, monkeypatch):
    monkeypatch.setitem(sys.modules, "keyring.errors", None)

    assert sign_in().code == 0
    assert type_("auth status --json").document["place"] == "file"


def test_a_keyring_that_comes_later_takes_the_token_out_of_the_files(
    type_, sign_in, home, monkeypatch
):
    sign_in()
    token = type_("auth token").out.strip()
    _use_keyring(monkeypatch, "Working")

    sign_in()

    for path in files_of(home):
        assert SECRET not in path.read_text()
        assert token not in path.read_text()


KEPT = {}
RELEASED = Event()


def _use_keyring(monkeypatch, name):
    import keyring
    import keyring.backend
    import keyring.errors

    class Working(keyring.backend.KeyringBackend):
        priority = 1

        def get_password(self, service, username):
            return KEPT.get((service, username))

        def set_password(self, service, username, password):
            KEPT[service, username] = password

        def delete_password(self, service, username):
            if KEPT.pop((service, username), None) is None:
                raise keyring.errors.PasswordDeleteError

    class Hanging(Working):
        def get_password(self, service, username):
            RELEASED.wait()

        def set_password(self, service, username, password):
            RELEASED.wait()

    class Locked(Working):
        def set_password(self, service, username, password):
            raise keyring.errors.KeyringLocked("Failed to unlock the collection!")

    KEPT.clear() if name != "Hanging" else RELEASED.clear()
    kinds = {"Working": Working, "Hanging": Hanging, "Locked": Locked}
    monkeypatch.setattr("keyring.core._keyring_backend", kinds[name]())


@pytest.mark.shows_secrets("the file of secrets has the wrong mode for a moment")
def test_a_profile_that_others_may_read_is_refused(type_, sign_in, home):
    sign_in()
    (path,) = (found for found in files_of(home) if found.parent.name != "tokens")
    path.chmod(0o644)

    ended = type_("auth status")

    assert ended.code == 1
    assert "chmod 600" in ended.err


@pytest.mark.parametrize("name", ["../other", "", "a b", "x" * 65])
def test_a_name_that_is_no_file_name_is_refused(type_, sign_in, name):
    ended = sign_in(f"--profile '{name}'")

    assert ended.code == 2
    assert "profile's name" in ended.err


def test_the_answer_counts_although_the_browser_has_gone(redirect_url, capfd):
    url = loopback_url(redirect_url)
    with listening(url) as waiting:
        with socket.create_connection(("127.0.0.1", url.port)) as hasty:
            hasty.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            hasty.sendall(b"GET")  # and resets the connection
        with socket.create_connection(("127.0.0.1", url.port)) as browser:
            browser.sendall(f"GET {url.path}?code=x&state=y HTTP/1.1\r\n\r\n".encode())

        assert waiting.wait(5) == "code=x&state=y"

    assert "Traceback" not in capfd.readouterr().err
