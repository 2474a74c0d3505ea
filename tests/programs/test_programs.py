"""Programs that nobody here wrote, unchanged and unread, at a sandbox of the command alone.

`make programs` installs them and names the folder. They know LinkedIn's two hosts and nothing
else; a proxy and an authority to trust are all that they are given.
"""

import json
import os
import subprocess
from collections import Counter

import pytest
from pointing import CALLBACK, GO, JAVA, MEMBER, NODE, trust

from linkedin_api.sandbox.oauth.members import MEMBERS

pytestmark = [
    pytest.mark.timeout(900),  # the first that needs something installs it
    pytest.mark.skipif(
        not os.environ.get("LINKEDIN_PROGRAMS"),
        reason="the programs are not here; `make programs` installs and names them",
    ),
]
CHARLES = MEMBERS[MEMBER]
ACCOUNT = "512000001"
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


@pytest.mark.parametrize("authentication", ["client_secret_post", "client_secret_basic"])
def test_authlib_signs_a_member_in(linkedin, python_driver, authentication):
    found = python_driver("authlib_sign_in").run(linkedin, authentication)

    assert is_charles(found["claims"], linkedin)
    assert known(found["userinfo"]) == KNOWN


def test_social_auth_core_signs_a_member_in(linkedin, python_driver):
    found = python_driver("social_core_sign_in").run(linkedin)

    assert is_charles(found["claims"], linkedin)
    assert found["details"]["email"] == CHARLES.email
    assert found["details"]["fullname"] == CHARLES.name


@NODE.mark
@pytest.mark.parametrize("authentication", ["post", "basic"])
def test_openid_client_signs_a_member_in(linkedin, node_driver, authentication):
    found = node_driver("openid_client").run(linkedin, authentication)

    assert is_charles(found["claims"], linkedin)
    assert known(found["userinfo"]) == KNOWN


@NODE.mark
def test_auth_js_makes_a_session(linkedin, node_driver):
    found = node_driver("auth_core").run(linkedin)

    assert found["to"].startswith("http://localhost:3000")
    assert is_charles(found["claims"], linkedin)
    assert found["session"]["user"] == {
        "name": CHARLES.name,
        "email": CHARLES.email,
        "image": CHARLES.picture,
    }


@NODE.mark
def test_arctic_signs_a_member_in_and_renews_the_token(linkedin, node_driver):
    found = node_driver("arctic").run(linkedin)

    assert found["sameState"]
    assert is_charles(found["claims"], linkedin)
    assert known(found["userinfo"]) == KNOWN


@NODE.mark
def test_passport_reads_a_profile_with_its_photos(linkedin, node_driver):
    found = node_driver("passport_linkedin").run(linkedin)

    assert found["id"] == CHARLES.id
    assert found["displayName"] == CHARLES.name
    assert found["photos"]
    assert all(photo["value"].startswith("https://") for photo in found["photos"])


@NODE.mark
def test_linkedins_own_client_for_javascript_makes_all_its_calls(linkedin, node_driver):
    found = node_driver("linkedin_api_client").run(linkedin, ACCOUNT)

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
@pytest.mark.parametrize("style", ["detect", "params", "header"])
def test_oauth2_of_go_with_go_oidc_signs_a_member_in(linkedin, go_driver, style):
    found = go_driver.run(linkedin, style)

    assert (found["sameState"], found["own"]) == (True, True)
    assert is_charles(found["claims"], linkedin)
    assert known(found["userinfo"]) == KNOWN


@JAVA.mark
def test_scribejava_signs_a_member_in(linkedin, java_driver):
    found = java_driver("ScribeSignIn").run(linkedin)

    assert found["sameState"]
    assert known(found["userinfo"]) == KNOWN


@JAVA.mark
def test_the_sdk_of_echobox_reads_a_page_and_uploads_an_image(linkedin, java_driver, tmp_path):
    # Its HTTP library trusts a store of its own, a file on the class path: ours comes first.
    store = tmp_path / "com/google/api/client/googleapis/google.jks"
    store.parent.mkdir(parents=True)
    trust(linkedin.facts["ca_file"], store, "notasecret", "JKS")

    found = java_driver("EbxReads", tmp_path).run(linkedin, PAGE)

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
    config = tmp_path / "config.json"
    config.write_text(
        json.dumps(
            {
                "start_date": "2026-01-01T00:00:00Z",
                "user_agent": "tests",
                "access_token": linkedin.facts["access_token"],
                "accounts": ACCOUNT,
            }
        )
    )

    def run(*arguments):
        done = subprocess.run(
            [tap / "bin/tap-linkedin-ads", "--config", config, *arguments],
            env=linkedin.settings(), capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    catalog = json.loads(run("--discover"))
    for stream in catalog["streams"]:
        for entry in stream["metadata"]:
            entry["metadata"]["selected"] = True
    chosen = tmp_path / "catalog.json"
    chosen.write_text(json.dumps(catalog))
    messages = [json.loads(line) for line in run("--catalog", chosen).splitlines()]

    records = Counter(each["stream"] for each in messages if each["type"] == "RECORD")
    parent = f"/rest/adAccounts/{ACCOUNT}"
    groups = linkedin.ask(f"{parent}/adCampaignGroups?q=search&pageSize=1000")["elements"]
    campaigns = linkedin.ask(f"{parent}/adCampaigns?q=search&pageSize=1000")["elements"]
    creatives = linkedin.ask(f"{parent}/creatives?q=criteria&pageSize=100")["elements"]
    assert records["accounts"] == 1
    assert records["campaign_groups"] == len(groups) > 0
    assert records["campaigns"] == len(campaigns) > 0
    assert records["creatives"] == len(creatives) > 0
    for stream in ("account_users", "ad_analytics_by_campaign", "ad_analytics_by_creative",
                   "video_ads"):  # fmt: skip
        assert records[stream] > 0, stream
    assert {stream["tap_stream_id"] for stream in catalog["streams"]} == set(records)


def test_the_redirect_url_is_the_one_that_programs_were_given(linkedin):
    assert linkedin.facts["redirect_url"] == CALLBACK
