"""Programs that nobody here wrote, unchanged and unread, at a sandbox of the command alone.

`make programs` installs them and names the folder. They know LinkedIn's two hosts and nothing
else; a proxy and an authority to trust are all that they are given.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from noon import days_ago
from pointing import CALLBACK, GO, JAVA, MEMBER, NODE, trust

from linkedin_api.clients.named_files import write_private
from linkedin_api.sandbox.members import MEMBERS

pytestmark = [
    pytest.mark.timeout(900),  # the first that needs something installs it
    pytest.mark.skipif(
        not os.environ.get("LINKEDIN_PROGRAMS"),
        reason="the programs are not here; `make programs` installs and names them",
    ),
]
HERE = Path(__file__).parent
GUIDE = HERE.parents[1] / "docs/testing.md"
CHARLES = MEMBERS[MEMBER]
ACCOUNT = "512000001"
#: What of reports the tap is to read; the rest would be several calls in the place of one.
METRICS = ("", "clicks", "cost_in_local_currency", "impressions")
PAGE = "urn:li:organization:2414183"
#: What id tokens and `userinfo` both say of him, whatever form the rest has.
KNOWN = {
    "sub": CHARLES.id,
    "name": CHARLES.name,
    "given_name": CHARLES.first_name,
    "family_name": CHARLES.last_name,
    "email": CHARLES.email,
    "picture": CHARLES.picture,
}


def known(claims):
    return {name: claims.get(name) for name in KNOWN}


def is_charles(claims, linkedin):
    assert known(claims) == KNOWN
    assert claims["iss"] == "https://www.linkedin.com/oauth"
    assert claims["aud"] in (linkedin.facts["client_id"], [linkedin.facts["client_id"]])
    return True


def test_authlib_signs_a_member_in(linkedin, sign_in):
    found = sign_in("authlib_sign_in").run(linkedin, "client_secret_post")

    assert is_charles(found["claims"], linkedin)
    assert known(found["userinfo"]) == KNOWN


def test_social_auth_core_signs_a_member_in(linkedin, sign_in):
    found = sign_in("social_core_sign_in").run(linkedin)

    assert is_charles(found["claims"], linkedin)
    assert found["details"]["email"] == CHARLES.email
    assert found["details"]["fullname"] == CHARLES.name


def test_authlib_is_refused_where_its_secret_comes_by_basic(linkedin, sign_in):
    """As at LinkedIn, which reads client id and secret of a code from the form alone."""
    said = sign_in("authlib_sign_in").fail(linkedin, "client_secret_basic")

    assert 'invalid_request: A required parameter "client_id" is missing' in said


@NODE.mark
def test_openid_client_signs_a_member_in(linkedin, node):
    found = node("openid_client").run(linkedin, "post")

    assert is_charles(found["claims"], linkedin)
    assert known(found["userinfo"]) == KNOWN


@NODE.mark
def test_openid_client_is_refused_where_its_secret_comes_by_basic(linkedin, node):
    said = node("openid_client").fail(linkedin, "basic")

    assert 'A required parameter "client_id" is missing' in said


@NODE.mark
def test_auth_js_makes_a_session(linkedin, node):
    found = node("auth_core").run(linkedin)

    assert found["to"].startswith("http://localhost:3000")
    assert is_charles(found["claims"], linkedin)
    assert found["session"]["user"] == {
        "name": CHARLES.name,
        "email": CHARLES.email,
        "image": CHARLES.picture,
    }


@NODE.mark
def test_arctic_signs_a_member_in_and_renews_the_token(linkedin, node):
    found = node("arctic").run(linkedin)

    assert found["sameState"]
    assert is_charles(found["claims"], linkedin)
    assert known(found["userinfo"]) == KNOWN


@NODE.mark
def test_passport_reads_a_profile_with_its_photos(linkedin, node):
    found = node("passport_linkedin").run(linkedin)

    assert found["id"] == CHARLES.id
    assert found["displayName"] == CHARLES.name
    assert found["photos"]
    assert all(photo["value"].startswith("https://") for photo in found["photos"])


@NODE.mark
def test_linkedins_own_client_for_javascript_makes_all_its_calls(linkedin, node):
    found = node("linkedin_api_client").run(linkedin, ACCOUNT)

    accounts = linkedin.ask(
        "/rest/adAccounts?q=search&search=(status:(values:List(ACTIVE)))&fields=id,name"
    )
    fields = linkedin.ask("/v2/fieldsOfStudy?start=0&count=3")
    assert sorted(found["scopes"].split(",")) == ["r_ads", "r_basicprofile"]
    assert (found["active"], found["renewed"], found["own"]) == (True, True, True)
    assert found["me"]["data"] == {"id": "782bbtaQ", "localizedFirstName": "Ada"}
    assert found["found"]["data"]["elements"] == accounts["elements"]
    assert found["all"]["data"]["elements"] == fields["elements"]
    assert len(found["may"]["data"]["elements"]) == 2
    assert found["upload"]["data"]["value"]["uploadUrl"].startswith("https://www.linkedin.com/")
    assert found["written"] == {
        "statuses": [201, 200, 204, 200, 204, 200],
        "names": ["Renamed by JavaScript", "Second", "Third"],
    }


@GO.mark
@pytest.mark.parametrize("style", ["detect", "params"])
def test_oauth2_of_go_with_go_oidc_signs_a_member_in(linkedin, go, style):
    found = go.run(linkedin, style)

    assert (found["sameState"], found["own"]) == (True, True)
    assert is_charles(found["claims"], linkedin)
    assert known(found["userinfo"]) == KNOWN


@GO.mark
def test_oauth2_of_go_is_refused_where_its_secret_comes_by_basic(linkedin, go):
    said = go.fail(linkedin, "header")

    assert "invalid_request" in said
    assert "client_id" in said


@JAVA.mark
def test_scribejava_signs_a_member_in(linkedin, java):
    found = java("ScribeSignIn").run(linkedin)

    assert found["sameState"]
    assert known(found["userinfo"]) == KNOWN


@JAVA.mark
def test_the_sdk_of_echobox_reads_a_page_and_uploads_an_image(linkedin, java, tmp_path):
    # Its HTTP library trusts a store of its own, a file on the class path: ours comes first.
    store = tmp_path / "com/google/api/client/googleapis/google.jks"
    store.parent.mkdir(parents=True)
    trust(linkedin.facts["ca_file"], store, "notasecret", "JKS")

    found = java("EbxReads", tmp_path).run(linkedin, PAGE)

    roles = linkedin.ask(
        "/rest/organizationAcls?q=roleAssignee&role=ADMINISTRATOR&state=APPROVED&count=100"
    )
    page = linkedin.ask("/rest/organizations/2414183")
    size = linkedin.ask(
        "/rest/networkSizes/urn%3Ali%3Aorganization%3A2414183?edgeType=COMPANY_FOLLOWED_BY_MEMBER"
    )
    assert found["administered"] == [each["organization"] for each in roles["elements"]]
    assert found["name"] == page["localizedName"]
    assert found["followers"] == size["firstDegreeSize"]
    statistics = linkedin.ask(
        "/rest/organizationalEntityShareStatistics?q=organizationalEntity"
        "&organizationalEntity=urn%3Ali%3Aorganization%3A2414183"
    )
    total = statistics["elements"][0]["totalShareStatistics"]
    assert found["impressions"] == total["impressionCount"]
    assert len(set(found["posts"])) == len(found["posts"]) >= 10
    assert found["asset"].startswith("urn:li:digitalmediaAsset:")


def test_the_singer_tap_reads_all_its_streams(linkedin, tap, tmp_path):
    def written(name, document):
        file = tmp_path / name
        write_private(file, json.dumps(document))
        return file

    def run(*arguments):
        done = subprocess.run(
            [tap / "bin/tap-linkedin-ads", "--config", config, *arguments],
            env=linkedin.settings(), capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    config = written(
        "config.json",
        {
            "start_date": "2019-01-01T00:00:00Z",
            "user_agent": "tests",
            "access_token": linkedin.facts["access_token"],
            "accounts": ACCOUNT,
        },
    )
    catalog = json.loads(run("--discover"))
    reports = ("ad_analytics_by_campaign", "ad_analytics_by_creative")
    for stream in catalog["streams"]:
        for entry in stream["metadata"]:
            field = (entry["breadcrumb"] or [""])[-1]
            entry["metadata"]["selected"] = stream["stream"] not in reports or field in METRICS
    # It asks for reports by campaign and month; as if it had read them up to the day before.
    yesterday = f"{days_ago(1)}T00:00:00Z"
    state = {"bookmarks": dict.fromkeys(reports, yesterday)}
    printed = run(
        "--catalog", written("catalog.json", catalog), "--state", written("state.json", state)
    )

    messages = [json.loads(line) for line in printed.splitlines()]
    records = Counter(each["stream"] for each in messages if each["type"] == "RECORD")
    parent = f"/rest/adAccounts/{ACCOUNT}"
    expected = {
        "accounts": [ACCOUNT],
        "campaign_groups": all_of(linkedin, f"{parent}/adCampaignGroups?q=search&pageSize=1000"),
        "campaigns": all_of(linkedin, f"{parent}/adCampaigns?q=search&pageSize=1000"),
        "creatives": all_of(linkedin, f"{parent}/creatives?q=criteria&pageSize=100"),
        "account_users": all_of(
            linkedin,
            f"/rest/adAccountUsers?q=accounts&accounts=urn%3Ali%3AsponsoredAccount%3A{ACCOUNT}",
        ),
    }
    found = {stream: records[stream] for stream in expected}
    assert found == {stream: len(elements) for stream, elements in expected.items()}
    assert all(records[stream] for stream in (*reports, "video_ads"))
    assert {stream["tap_stream_id"] for stream in catalog["streams"]} == set(records)


def all_of(linkedin, path):
    return linkedin.ask(path)["elements"]


@pytest.mark.shows_secrets("the guide writes the tap's configuration, of a sandbox's token")
def test_the_guide_to_programs_you_cannot_change_works_word_by_word(tap, tmp_path):
    install, read = re.findall(r"^```sh\n(.*?)^```", GUIDE.read_text(), re.MULTILINE | re.DOTALL)
    pinned, start = install.splitlines()
    assert pinned.partition("install ")[2] == (HERE / "python/tap.txt").read_text().strip()

    path = os.pathsep.join([str(tap / "bin"), str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {"PATH": path, "HOME": str(tmp_path)}
    with subprocess.Popen(
        [*start.split(), "--port", "0"], env=environment, stdout=subprocess.PIPE, text=True,
        executable=shutil.which("linkedin", path=path),
    ) as sandbox:  # fmt: skip
        try:
            printed = list(iter(sandbox.stdout.readline, "Stop it with Ctrl-C.\n"))
            exports = [line.strip() for line in printed if line.startswith("  export ")]
            done = subprocess.run(
                ["sh", "-e", "-c", "\n".join([*exports, read])], cwd=tmp_path, env=environment,
                capture_output=True, text=True, check=False,
            )  # fmt: skip
        finally:
            sandbox.terminate()

    assert done.stdout == "21\n", done.stderr[-3000:]


def test_the_redirect_url_is_the_one_that_programs_were_given(linkedin):
    assert linkedin.facts["redirect_url"] == CALLBACK
