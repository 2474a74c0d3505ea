"""`linkedin doctor`: one line for each thing that may be wrong, with what to do."""

from __future__ import annotations

import sys
from datetime import UTC, datetime

import pytest
from canned import Answer, CannedServer
from noon import NOON

from linkedin_api.cli.doctor import account as accounts
from linkedin_api.cli.doctor.account import Account, examine_account
from linkedin_api.cli.doctor.packages import examine_packages
from linkedin_api.cli.mistakes import redacted
from linkedin_api.sandbox import Limit, Sandbox
from linkedin_api.versions import CALENDAR, KNOWN_GOOD, sunset_of

NOWHERE = "http://127.0.0.1:9"


@pytest.fixture(scope="module")
def packages():
    """What is said of the packages of this environment, which take half a second to read."""
    return list(examine_packages())


@pytest.fixture(autouse=True)
def _quick(monkeypatch, packages):
    monkeypatch.setattr("linkedin_api.cli.doctor.examination.examine_packages", lambda: packages)
    monkeypatch.setattr("importlib.metadata.packages_distributions", dict)
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def known(asked, monkeypatch):
    """A token whose application is known, so that LinkedIn can be asked about it."""
    monkeypatch.setenv("LINKEDIN_CLIENT_ID", asked.client_id)
    monkeypatch.setenv("LINKEDIN_CLIENT_SECRET", asked.client_secret)
    return asked


@pytest.fixture
def aging(monkeypatch):
    """The same at a LinkedIn of its own, whose clock may be moved."""
    with Sandbox(organizations=1, days=1, now=NOON) as sandbox:
        for name, value in {
            "LINKEDIN_API_URL": sandbox.url,
            "LINKEDIN_OAUTH_URL": sandbox.url,
            "LINKEDIN_ACCESS_TOKEN": sandbox.access_token(),
            "LINKEDIN_CLIENT_ID": sandbox.client_id,
            "LINKEDIN_CLIENT_SECRET": sandbox.client_secret,
        }.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr("linkedin_api.cli.connection.machine_time", sandbox.clock.now)
        yield sandbox


def results(ended):
    return {each["subject"]: each for each in ended.document["results"]}


def of(ended, subject):
    """Whether a subject is as it should be, and the sentence about it."""
    found = results(ended)[subject]
    return found["state"], f"{found['text']}: {found['remedy']}"


def test_all_is_well(known, type_):
    ended = type_("doctor --json")

    assert (ended.code, ended.err) == (0, "")
    assert ended.document["ok"] is True
    assert {each["state"] for each in ended.document["results"]} <= {"ok", "note"}
    assert {
        "package", "extra cli", "extra postgres", "names", "proxy", "credentials", "connection",
        "clock", "API version", "token", "scopes", "roles", "quota",
    } <= results(ended).keys()  # fmt: skip
    assert len(known.requests) == 2


def test_people_see_one_line_for_each(known, type_):
    lines = type_("doctor").out.splitlines()
    rows = [line.split(maxsplit=1)[0] for line in lines]

    assert lines[0].split() == ["subject", "ok", "finding"]
    assert {"clock", "API", "proxy", "token", "scopes", "roles", "quota"} <= set(rows)
    assert len(lines) == len(type_("doctor --json").document["results"]) + 1


def test_it_works_without_network_and_without_any_credentials(type_, monkeypatch):
    monkeypatch.setenv("LINKEDIN_API_URL", NOWHERE)

    ended = type_("doctor --json")

    assert (ended.code, ended.err) == (1, "")
    assert of(ended, "credentials")[1].startswith("none: run `linkedin auth login`")
    assert of(ended, "connection")[0] == "problem"
    assert of(ended, "connection")[1].startswith("127.0.0.1:9 cannot be reached: ")
    assert "not checked, since LinkedIn cannot be asked" in of(ended, "clock")[1]
    assert of(ended, "API version")[0] == "ok"


def test_it_works_without_network_and_with_a_token(type_, monkeypatch):
    monkeypatch.setenv("LINKEDIN_API_URL", NOWHERE)
    monkeypatch.setenv("LINKEDIN_ACCESS_TOKEN", "AQXsecret")

    ended = type_("doctor --json")

    assert ended.code == 1
    assert [
        each["subject"] for each in ended.document["results"] if each["state"] == "problem"
    ] == ["connection"]
    assert of(ended, "token")[0] == "note"
    assert "AQXsecret" not in ended.out


@pytest.mark.parametrize(
    ("seconds", "told"), [(7200, "2 hours ahead of LinkedIn's"), (-300, "5 minutes behind")]
)
def test_a_wrong_clock_is_a_problem(asked, type_, monkeypatch, seconds, told):
    monkeypatch.setattr(
        "linkedin_api.cli.connection.machine_time", lambda: asked.clock.now() + seconds
    )

    ended = type_("doctor --json")

    assert ended.code == 1
    assert of(ended, "clock")[0] == "problem"
    assert told in of(ended, "clock")[1]
    assert "set the clock" in of(ended, "clock")[1]


def test_a_version_that_linkedin_does_not_serve_is_a_problem(asked, type_):
    ended = type_("doctor --api-version 202301 --json")

    assert ended.code == 1
    state, sentence = of(ended, "API version")
    assert state == "problem"
    assert f"--api-version {KNOWN_GOOD}" in sentence


@pytest.mark.parametrize(("days", "state"), [(20, "note"), (0, "problem"), (90, "ok")])
def test_a_version_that_ends_is_named_with_its_end(days, state):
    month = CALENDAR[-1].month
    ends = datetime.combine(sunset_of(month), datetime.min.time(), UTC).timestamp()
    account = Account("https://linkedin.invalid", NOWHERE, month)
    unanswered = accounts._Answer(0.0)

    found = accounts._version(account, unanswered, ends - days * 86_400)

    assert found.state == state
    assert str(sunset_of(month)) in found.text


def test_a_version_that_nobody_knows_the_end_of_is_noted(asked, type_):
    ended = type_("doctor --api-version 202512 --json")

    assert of(ended, "API version")[0] != "ok"
    assert f"--api-version {KNOWN_GOOD}" in of(ended, "API version")[1]


def test_an_address_that_cannot_be_one_is_a_problem_and_not_the_end(type_, monkeypatch):
    monkeypatch.setenv("LINKEDIN_API_URL", "api.linkedin.com")

    ended = type_("doctor --json")

    assert (ended.code, of(ended, "addresses")[0]) == (1, "problem")
    assert "LINKEDIN_API_URL must look like 'https://" in of(ended, "addresses")[1]


@pytest.mark.parametrize(
    ("proxy", "state", "told"),
    [
        ("http://ada:lovelace@proxy.invalid:3128", "ok", "through http://proxy.invalid:3128"),
        ("http://ada:lovelace@host:port", "problem", "must look like http://host:3128"),
        ("socks5://proxy.invalid:1080", "note", "set an http:// proxy to load tables"),
    ],
)
def test_the_proxy_is_shown_without_its_password(type_, monkeypatch, proxy, state, told):
    monkeypatch.setenv("https_proxy", proxy)

    ended = type_("doctor --json")

    assert of(ended, "proxy")[0] == state
    assert told in of(ended, "proxy")[1]
    assert "lovelace" not in ended.out


def test_a_host_that_the_proxy_is_not_for_is_named(type_, monkeypatch):
    monkeypatch.setenv("https_proxy", "http://proxy.invalid:3128")
    monkeypatch.setenv("no_proxy", "www.linkedin.com")

    assert "but not to www.linkedin.com" in of(type_("doctor --json"), "proxy")[1]


def test_certificates_that_are_not_there_are_a_problem(asked, type_, monkeypatch, tmp_path):
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "none.pem"))

    ended = type_("doctor --json")

    assert of(ended, "certificates")[0] == "problem"
    assert "correct REQUESTS_CA_BUNDLE, or unset it" in of(ended, "certificates")[1]


def test_a_token_that_linkedin_refuses_is_a_problem(asked, type_, monkeypatch):
    monkeypatch.setenv("LINKEDIN_ACCESS_TOKEN", "AQXnobodys-token")

    ended = type_("doctor --json")

    assert ended.code == 1
    assert of(ended, "token")[0] == "problem"
    assert "create a new token" in of(ended, "token")[1]
    assert "AQXnobodys" not in ended.out


def test_a_token_that_cannot_be_sent_is_a_problem(asked, type_, monkeypatch):
    monkeypatch.setenv("LINKEDIN_ACCESS_TOKEN", "Bearer AQXsecret")

    ended = type_("doctor --json")

    assert ended.code == 1
    assert of(ended, "token")[0] == "problem"
    assert of(ended, "connection")[0] == "note"
    assert (list(asked.requests), "AQXsecret" in ended.out) == ([], False)


def test_a_token_that_ends_soon_is_noted(aging, type_):
    aging.advance(days=58)

    assert of(type_("doctor --json"), "token") == (
        "note", "a member's, valid for 2 days, then run `linkedin auth login`: ",
    )  # fmt: skip


def test_an_expired_token_is_a_problem(aging, type_):
    aging.advance(days=61)

    state, sentence = of(type_("doctor --json"), "token")

    assert state == "problem"
    assert sentence == "it is expired: run `linkedin auth login`"


def test_a_refresh_token_fetches_a_token_to_look_at(known, type_, monkeypatch):
    monkeypatch.delenv("LINKEDIN_ACCESS_TOKEN")
    monkeypatch.setenv("LINKEDIN_REFRESH_TOKEN", known.refresh_token())

    assert "valid for 60 days, renewed automatically" in of(type_("doctor --json"), "token")[1]


def test_a_refresh_token_without_its_application_is_a_problem(type_, monkeypatch):
    monkeypatch.setenv("LINKEDIN_API_URL", NOWHERE)
    monkeypatch.setenv("LINKEDIN_REFRESH_TOKEN", "AQXsecret")

    state, sentence = of(type_("doctor --json"), "credentials")

    assert state == "problem"
    assert "(LINKEDIN_CLIENT_ID and LINKEDIN_CLIENT_SECRET are missing)" in sentence


def test_a_refresh_token_that_is_refused_is_a_problem(known, type_, monkeypatch):
    monkeypatch.delenv("LINKEDIN_ACCESS_TOKEN")
    monkeypatch.setenv("LINKEDIN_REFRESH_TOKEN", "AQXnobodys-token")

    ended = type_("doctor --json")

    assert (ended.code, of(ended, "token")[0]) == (1, "problem")
    assert "linkedin auth login" in of(ended, "token")[1]


def test_an_applications_own_token_needs_no_roles(known, type_, monkeypatch):
    monkeypatch.delenv("LINKEDIN_ACCESS_TOKEN")

    ended = type_("doctor --json")

    assert ended.code == 0, ended.out
    assert of(ended, "token")[1].startswith("the application's own, valid for 30 minutes")
    assert of(ended, "roles")[0] == "ok"


def test_scopes_that_tables_need_are_named(known, type_, monkeypatch):
    monkeypatch.setenv("LINKEDIN_ACCESS_TOKEN", known.access_token("openid r_organization_social"))

    ended = type_("doctor --json")

    state, sentence = of(ended, "scopes")
    assert (ended.code, state) == (0, "note")
    assert sentence.startswith("openid, r_organization_social; ")
    assert "rw_organization_admin" in sentence
    assert "1 of 12 tables of LinkedIn Ads" in sentence
    assert "r_ads, r_ads_reporting" in sentence


def test_a_token_that_may_not_list_roles_is_noted(known, type_, monkeypatch):
    monkeypatch.setenv("LINKEDIN_ACCESS_TOKEN", known.access_token("openid"))

    ended = type_("doctor --json")

    assert (ended.code, of(ended, "roles")[0]) == (0, "note")
    assert "sign in with r_organization_admin" in of(ended, "roles")[1]


def test_scopes_that_are_unknown_are_named_as_such(asked, type_):
    assert of(type_("doctor --json"), "scopes")[1].startswith("unknown: set LINKEDIN_CLIENT_ID")


def test_roles_are_counted(known, type_):
    found = of(type_("doctor --json"), "roles")
    assert found == ("ok", "on 50 pages: 49 administrator, 1 analyst: ")


def test_a_quota_that_is_used_up_is_a_problem(known, type_):
    known.quotas.limits = [Limit(0, resource="organizationAcls")]

    ended = type_("doctor --json")

    assert (ended.code, of(ended, "quota")[0]) == (1, "problem")
    assert "repeat the command after" in of(ended, "quota")[1]


@pytest.mark.usefixtures("no_keyring")
def test_auth_status_can_check_everything(known, type_, monkeypatch):
    token = known.access_token()
    monkeypatch.setattr("sys.stdin", _Input(token))
    assert type_("auth login --with-token").code == 0

    checked, doctor = type_("auth status --check --json"), type_("doctor --profile default --json")

    assert checked.code == doctor.code == 0
    assert results(checked).keys() == results(doctor).keys()
    assert of(checked, "credentials")[1].startswith("profile default, in ")
    assert token not in checked.out


class _Input:
    def __init__(self, text):
        self.text = text

    def isatty(self):
        return False

    def read(self):
        return self.text


def test_a_profile_that_is_not_there_is_a_problem_and_not_the_end(asked, type_):
    ended = type_("doctor --profile nobody --json")

    assert (ended.code, of(ended, "credentials")[0]) == (1, "problem")
    assert "there is no profile 'nobody'" in of(ended, "credentials")[1]
    assert of(ended, "clock")[0] == "ok"


def test_a_credentials_file_that_cannot_be_read_is_a_problem_and_not_the_end(asked, type_):
    ended = type_("doctor --credentials-file none.env --json")

    assert (ended.code, of(ended, "credentials")[0]) == (1, "problem")


def test_a_sandbox_is_examined_like_linkedin(type_):
    ended = type_("doctor --sandbox --json")

    assert ended.code == 0
    assert of(ended, "roles") == ("ok", "on 10 pages: 10 administrator: ")


def found_packages():
    return {each.subject: each for each in examine_packages()}


def test_an_extra_that_is_missing_says_what_to_install(monkeypatch):
    real = sys.modules["importlib.metadata"].version

    def version(name):
        if name == "pyspark":
            raise sys.modules["importlib.metadata"].PackageNotFoundError(name)
        return real(name)

    monkeypatch.setattr("importlib.metadata.version", version)
    found = found_packages()["extra spark"]

    assert (found.state, found.remedy) == ("note", 'pip install "linkedin-api-client[spark]"')
    assert "pyspark, which is not installed" in found.text


def test_a_version_outside_the_bounds_is_a_problem(monkeypatch):
    real = sys.modules["importlib.metadata"].version
    monkeypatch.setattr(
        "importlib.metadata.version", lambda name: "9.0" if name == "dlt" else real(name)
    )

    found = found_packages()["extra dlt"]

    assert found.state == "problem"
    assert "and there is 9.0" in found.text


def test_another_package_with_our_names_is_a_problem(monkeypatch, tmp_path):
    folder = tmp_path / "linkedin_api-2.3.0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: linkedin-api\nVersion: 2.3.0\n")
    (folder / "entry_points.txt").write_text("[console_scripts]\nlinkedin = other:main\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(
        "importlib.metadata.packages_distributions",
        lambda: {
            "linkedin_api": ["linkedin-api-client", "linkedin-api"],
            "linkedin": ["python-linkedin"],
        },
    )

    rivals = [each for each in examine_packages() if each.subject == "names"]

    assert [each.state for each in rivals] == ["problem", "note"]
    assert rivals[0].text.startswith("linkedin-api 2.3.0 installs the module linkedin_api or")
    assert rivals[0].remedy.startswith(
        "pip uninstall linkedin-api && pip install --force-reinstall"
    )
    assert rivals[1].text.startswith("python-linkedin installs the module linkedin;")


def test_a_package_that_replaced_ours_is_a_problem(monkeypatch):
    monkeypatch.setattr("linkedin_api.__file__", "/elsewhere/linkedin_api/__init__.py")

    found = found_packages()["package"]
    assert found.state == "problem"
    assert "/elsewhere/linkedin_api is another package" in found.text


def test_what_is_printed_has_no_secret(known, type_, monkeypatch):
    ended = type_("doctor --json")

    assert redacted(ended.out) == ended.out


def test_an_account_can_be_examined_by_any_clock(asked):
    account = Account(asked.url, asked.url, KNOWN_GOOD, token=asked.access_token)

    subjects = [each.subject for each in examine_account(account, asked.clock.now)]

    assert subjects == ["connection", "clock", "API version", "token", "scopes", "roles", "quota"]


def test_more_roles_than_one_answer_holds_are_not_said_to_be_all(known, type_, monkeypatch):
    monkeypatch.setattr(accounts, "_MOST_ROLES", 40)

    found = of(type_("doctor --json"), "roles")

    assert found == ("ok", "on 40 pages: 40 administrator; of its first 40 roles: ")


def test_an_answer_without_a_date_leaves_the_clock_unchecked(type_, monkeypatch):
    refusal = b'{"status": 403, "code": "ACCESS_DENIED", "message": "No"}'
    monkeypatch.setenv("LINKEDIN_ACCESS_TOKEN", "a-token")
    with CannedServer(Answer(403, body=refusal)) as server:
        monkeypatch.setenv("LINKEDIN_API_URL", server.url)
        ended = type_("doctor --json")

    assert of(ended, "clock")[0] == "note"
    assert of(ended, "roles")[0] == "note"
