"""The fourteen methods on the catalogue's resources, as a client would see them."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from raw_http import Raw
from seeded import ACCOUNT, SHARE

from linkedin_api.sandbox.catalog import CATALOG

GROUPS = "/rest/adAccounts/512000001/adCampaignGroups"
FIRST = 600000001
DRAFT = 600000003
GOOD = {"name": "New", "account": "urn:li:sponsoredAccount:512000001", "status": "DRAFT"}
POST = {
    "author": "urn:li:person:782bbtaQ",
    "commentary": "Hello",
    "visibility": "PUBLIC",
    "distribution": {"feedDistribution": "MAIN_FEED"},
    "lifecycleState": "PUBLISHED",
}


def user_key(user: str, account: str = ACCOUNT) -> str:
    return f"(account:{quote(account, safe='')},user:{quote(user, safe='')})"


def names(reply) -> list[str]:
    return [entity["name"] for entity in reply.json["elements"]]


def test_get_reads_one_entity(ask: Raw):
    reply = ask("GET", f"{GROUPS}/{FIRST}")
    assert (reply.status, reply.json["name"]) == (200, "Campaign group 1")


def test_every_answer_carries_what_support_asks_for(ask: Raw):
    first, second = (ask("GET", "/v2/me").headers for _ in range(2))
    assert first["x-li-uuid"] != second["x-li-uuid"]
    assert {"x-li-request-id", "x-li-fabric"} <= set(first)
    assert first["content-type"] == "application/json"


def test_the_protocol_version_is_echoed(ask: Raw):
    versions = [
        ask("GET", "/v2/me", X_RestLi_Protocol_Version=version).headers["x-restli-protocol-version"]
        for version in ("2.0.0", None)
    ]
    assert versions == ["2.0.0", "1.0.0"]


def test_fields_trim_an_entity(ask: Raw):
    reply = ask("GET", f"{GROUPS}/{FIRST}?fields=id,totalBudget:(currencyCode)")
    assert reply.json == {"id": FIRST, "totalBudget": {"currencyCode": "USD"}}


def test_negative_fields_drop_only_themselves(ask: Raw):
    whole = ask("GET", f"{GROUPS}/{FIRST}").json
    rest = ask("GET", f"{GROUPS}/{FIRST}?fields=-name").json
    assert set(whole) - set(rest) == {"name"}


@pytest.mark.parametrize("fields", ["id%2Cname", ""])
def test_fields_are_not_percent_decoded_and_empty_ones_keep_nothing(ask: Raw, fields):
    assert ask("GET", f"{GROUPS}/{FIRST}?fields={fields}").json == {}


def test_batch_get_tells_found_from_missing(ask: Raw):
    reply = ask("GET", f"{GROUPS}?ids=List({FIRST},5)&fields=id").json
    assert reply == {
        "results": {str(FIRST): {"id": FIRST}},
        "statuses": {str(FIRST): 200, "5": 404},
        "errors": {"5": {"status": 404, "code": "NOT_FOUND", "message": "Not Found"}},
    }


def test_an_empty_batch_is_answered_empty(ask: Raw):
    assert ask("GET", f"{GROUPS}?ids=List()").json == {
        "results": {},
        "statuses": {},
        "errors": {},
    }


def test_batch_get_tells_urn_keys_raw_and_only_failed_statuses_of_posts(ask: Raw):
    ids = ",".join(quote(urn, safe="") for urn in (SHARE, "urn:li:share:5"))
    reply = ask("GET", f"/rest/posts?ids=List({ids})&fields=id").json
    assert reply["results"] == {SHARE: {"id": SHARE}}
    assert reply["statuses"] == {"urn:li:share:5": 404}


def test_get_all_pages_by_start_and_count(ask: Raw):
    page = ask("GET", f"{GROUPS}?start=10&count=5&fields=id").json
    assert [entity["id"] for entity in page["elements"]] == [FIRST + 10, FIRST + 11]
    assert page["paging"] == {
        "start": 10,
        "count": 5,
        "total": 12,
        "links": [
            {
                "type": "application/json",
                "rel": "prev",
                "href": f"{GROUPS}?start=5&count=5&fields=id",
            }
        ],
    }


def test_the_page_before_begins_at_the_beginning_at_the_earliest(ask: Raw):
    page = ask("GET", f"{GROUPS}?start=3&count=9").json
    assert page["paging"]["links"][0]["href"] == f"{GROUPS}?start=0&count=9"


def test_get_all_begins_with_ten(ask: Raw):
    paging = ask("GET", GROUPS).json["paging"]
    assert (paging["start"], paging["count"]) == (0, 10)
    assert [link["href"] for link in paging["links"]] == [f"{GROUPS}?start=10&count=10"]


def test_a_page_of_nothing_has_no_links(ask: Raw):
    page = ask("GET", f"{GROUPS}?count=0").json
    assert (page["elements"], page["paging"]) == ([], {"start": 0, "count": 0, "total": 12})


def test_an_empty_page_number_is_as_none(ask: Raw):
    assert ask("GET", f"{GROUPS}?start=''&count=''").json == ask("GET", GROUPS).json


def test_paging_fields_trim_the_paging(ask: Raw):
    assert ask("GET", f"{GROUPS}?pagingFields=total").json["paging"] == {"total": 12}


def test_without_a_total_a_full_last_page_leads_to_an_empty_one(ask: Raw):
    target = "/rest/posts?q=author&author=urn%3Ali%3Aperson%3A782bbtaQ&count=5&start=0"
    page = ask("GET", target).json
    assert len(page["elements"]) == 5
    assert "total" not in page["paging"]
    next_page = ask("GET", page["paging"]["links"][0]["href"]).json
    assert next_page["elements"] == []
    assert [link["rel"] for link in next_page["paging"]["links"]] == ["prev"]


def test_the_author_finder_sorts_the_newest_first(ask: Raw):
    author = quote("urn:li:organization:2414183", safe="")
    page = ask("GET", f"/rest/posts?q=author&author={author}&sortBy=CREATED&count=20").json
    times = [post["createdAt"] for post in page["elements"]]
    assert (len(times), times) == (20, sorted(times, reverse=True))


def test_search_pages_by_cursor_to_the_end(ask: Raw):
    found, token = [], ""
    while True:
        page = ask("GET", f"{GROUPS}?q=search&pageSize=5{token}").json
        found.append(len(page["elements"]))
        assert "paging" not in page
        if "nextPageToken" not in page["metadata"]:
            break
        token = f"&pageToken={page['metadata']['nextPageToken']}"
    assert found == [5, 5, 2]


def test_a_last_page_that_is_full_has_no_token(ask: Raw):
    page = ask("GET", f"{GROUPS}?q=search&pageSize=12").json
    assert (len(page["elements"]), page["metadata"]) == (12, {})


def test_a_page_token_fits_other_fields(ask: Raw):
    token = ask("GET", f"{GROUPS}?q=search&pageSize=5").json["metadata"]["nextPageToken"]
    page = ask("GET", f"{GROUPS}?q=search&pageSize=5&fields=id&pageToken={token}")
    assert page.json["elements"][0] == {"id": FIRST + 5}


def test_a_page_token_only_fits_its_own_query(ask: Raw):
    token = ask("GET", f"{GROUPS}?q=search&pageSize=5").json["metadata"]["nextPageToken"]
    assert ask("GET", f"{GROUPS}?q=search&pageSize=6&pageToken={token}").status == 400


def test_metadata_fields_trim_the_metadata(ask: Raw):
    page = ask("GET", f"{GROUPS}?q=search&pageSize=5&metadataFields=nothing").json
    assert page["metadata"] == {}


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("(status:(values:List(ACTIVE)))", ["Lovelace Engines", "Babbage & Sons"]),
        ("(test:true)", ["Menabrea Notes (test)"]),
        ("(name:(values:List(Babbage%20%26%20Sons)))", ["Babbage & Sons"]),
        (f"(id:(values:List({quote(ACCOUNT, safe='')})))", ["Lovelace Engines"]),
        (
            "(reference:(values:List(urn%3Ali%3Aorganization%3A2414184)),test:false)",
            ["Babbage & Sons"],
        ),
    ],
)
def test_search_selects(ask: Raw, search, found):
    assert names(ask("GET", f"/rest/adAccounts?q=search&search={search}")) == found


def test_search_sorts(ask: Raw):
    sort = "(field:ID,order:DESCENDING)"
    assert names(ask("GET", f"/rest/adAccounts?q=search&sort={sort}"))[0].startswith("Menabrea")


def test_a_batch_finder_answers_per_criterion(ask: Raw):
    criteria = "List((status:PAUSED),(name:nobody))"
    target = f"{GROUPS}?bq=searchCriteria&criteria={criteria}&count=2&fields=status"
    paused, nobody = ask("GET", target).json["elements"]
    assert paused["elements"] == [{"status": "PAUSED"}] * 2
    assert "criteria=List((status:PAUSED))" in paused["paging"]["links"][0]["href"]
    assert nobody["elements"] == []


@pytest.mark.parametrize(
    "wrong", ["criteria=List((status:PAUSED),ACTIVE)", "criteria=List((status:PAUSED))&start=-1"]
)
def test_what_is_no_criterion_spoils_a_whole_batch_finder(ask: Raw, wrong):
    assert ask("GET", f"{GROUPS}?bq=searchCriteria&{wrong}").status == 400


def test_create_tells_the_key_in_two_headers(ask: Raw):
    reply = ask("POST", GROUPS, GOOD, X_RestLi_Method="create")
    key = reply.headers["x-restli-id"]
    assert (reply.status, reply.content) == (201, b"")
    assert reply.headers["location"] == f"{GROUPS}/{key}"
    created = ask("GET", reply.headers["location"]).json
    assert created["name"] == "New"
    assert created["changeAuditStamps"]["created"]["actor"] == "urn:li:person:782bbtaQ"


def test_create_tells_a_urn_key_raw_and_encodes_the_location(ask: Raw):
    reply = ask("POST", "/rest/posts", POST)
    urn = reply.headers["x-restli-id"]
    assert urn.startswith("urn:li:share:")
    assert reply.headers["location"] == f"/rest/posts/{quote(urn, safe='')}"


def test_protocol_1_tells_the_key_in_its_own_header(ask: Raw):
    reply = ask("POST", GROUPS, GOOD, X_RestLi_Protocol_Version=None)
    assert reply.headers["x-linkedin-id"] == "700000001"


def test_batch_create_tells_good_from_bad_in_order(ask: Raw):
    body = {"elements": [GOOD, {**GOOD, "name": 5}, 7]}
    reply = ask("POST", f"{GROUPS}?fields=id", body, X_RestLi_Method="BATCH_CREATE")
    good, wrong, number = reply.json["elements"]
    assert reply.status == 200
    assert good == {
        "status": 201,
        "id": "700000001",
        "location": f"{GROUPS}/700000001",
        "entity": {"id": 700000001},
    }
    assert (wrong["status"], wrong["error"]["code"]) == (400, "INVALID_VALUE_FOR_FIELD")
    assert number["status"] == 400


def test_return_entity_can_be_refused(ask: Raw):
    reply = ask(
        "POST",
        f"{GROUPS}?$returnEntity=false",
        {"elements": [GOOD]},
        X_RestLi_Method="BATCH_CREATE",
    )
    assert "entity" not in reply.json["elements"][0]


def test_update_replaces_an_entity(ask: Raw):
    assert ask("PUT", f"{GROUPS}/{FIRST}", GOOD).status == 204
    entity = ask("GET", f"{GROUPS}/{FIRST}").json
    assert (entity["name"], "totalBudget" in entity) == ("New", False)
    assert entity["version"] == {"versionTag": "2"}


def test_update_of_what_is_not_there_is_not_found(ask: Raw):
    assert ask("PUT", f"{GROUPS}/5", GOOD).status == 404


def test_update_creates_an_association(ask: Raw):
    target = f"/rest/adAccountUsers/{user_key('urn:li:person:new')}"
    assert [ask("PUT", target, {"role": "VIEWER"}).status for _ in range(2)] == [201, 204]
    assert ask("GET", target).json["user"] == "urn:li:person:new"


def test_batch_update_answers_per_key(ask: Raw):
    body = {"entities": {str(FIRST): GOOD, "5": GOOD}}
    reply = ask("PUT", f"{GROUPS}?ids=List({FIRST},5)", body).json
    assert reply["results"] == {str(FIRST): {"status": 204}}
    assert reply["errors"]["5"]["status"] == 404


def test_batch_update_of_an_association_has_reduced_keys(ask: Raw):
    key = user_key("urn:li:person:782bbtaQ")
    reply = ask(
        "PUT", f"/rest/adAccountUsers?ids=List({key})", {"entities": {key: {"role": "VIEWER"}}}
    )
    assert reply.json == {"results": {key: {"status": 204}}, "errors": {}}


def test_a_batch_key_that_does_not_fit_spoils_only_its_own_entry(ask: Raw):
    good = user_key("urn:li:person:782bbtaQ")
    reply = ask("GET", f"/rest/adAccountUsers?ids=List({good},(user:x))").json
    assert list(reply["results"]) == [good]
    assert reply["errors"]["(user:x)"]["status"] == 400


def test_partial_update_patches(ask: Raw):
    patch = {
        "patch": {
            "$set": {"name": "Renamed"},
            "$delete": ["runSchedule"],
            "totalBudget": {"$set": {"amount": "1.00"}},
        }
    }
    reply = ask("POST", f"{GROUPS}/{FIRST}", patch, X_RestLi_Method="PARTIAL_UPDATE")
    assert (reply.status, reply.content) == (204, b"")
    entity = ask("GET", f"{GROUPS}/{FIRST}").json
    assert (entity["name"], entity["totalBudget"]) == (
        "Renamed",
        {"amount": "1.00", "currencyCode": "USD"},
    )
    assert "runSchedule" not in entity


def test_a_patch_cannot_set_what_only_linkedin_sets(ask: Raw):
    assert ask("POST", f"{GROUPS}/{FIRST}", {"patch": {"$set": {"id": 5}}}).status == 422


def test_a_patch_cannot_delete_a_required_field(ask: Raw):
    assert ask("POST", f"{GROUPS}/{FIRST}", {"patch": {"$delete": ["name"]}}).status == 400


def test_a_body_without_patch_changes_nothing_and_says_nothing(ask: Raw):
    assert ask("POST", f"{GROUPS}/{FIRST}", {"$set": {"name": "x"}}).status == 204
    assert ask("GET", f"{GROUPS}/{FIRST}").json["name"] == "Campaign group 1"


def test_batch_partial_update_answers_per_key(ask: Raw):
    patch = {"patch": {"$set": {"name": "x"}}}
    body = {"entities": {str(FIRST): patch, "5": patch}}
    reply = ask("POST", f"{GROUPS}?ids=List({FIRST},5)", body).json
    assert (reply["results"], list(reply["errors"])) == ({str(FIRST): {"status": 204}}, ["5"])


def test_delete_works_once(ask: Raw):
    assert [ask("DELETE", f"{GROUPS}/{DRAFT}").status for _ in range(2)] == [204, 404]


def test_delete_of_a_post_may_be_repeated(ask: Raw):
    target = f"/rest/posts/{quote(SHARE, safe='')}"
    assert [ask("DELETE", target).status for _ in range(2)] == [204, 204]
    assert ask("GET", target).status == 404


def test_batch_delete_answers_per_key(ask: Raw):
    assert ask("DELETE", f"{GROUPS}?ids=List({DRAFT},5)").json == {
        "results": {str(DRAFT): {"status": 204}, "5": {"status": 404}},
        "errors": {},
    }


def test_an_action_answers_with_a_value(ask: Raw, sandbox):
    body = {"initializeUploadRequest": {"owner": "urn:li:organization:2414183"}}
    reply = ask("POST", "/rest/images?action=initializeUpload", body).json["value"]
    assert reply["uploadUrl"].startswith(f"{sandbox.url}/dms-uploads/")
    image = ask("GET", f"/rest/images/{quote(reply['image'], safe='')}").json
    assert image["status"] == "WAITING_UPLOAD"


def test_me_and_userinfo_tell_the_member(ask: Raw):
    me, info = ask("GET", "/v2/me").json, ask("GET", "/v2/userinfo").json
    assert me["id"] == info["sub"] == "782bbtaQ"
    assert info["email_verified"] is True


def test_userinfo_has_no_email_without_the_scope(ask: Raw, sandbox):
    token = sandbox.access_token("openid profile")
    assert "email" not in ask("GET", "/v2/userinfo", Authorization=f"Bearer {token}").json


def test_finders_of_an_association_select(ask: Raw):
    target = f"/rest/adAccountUsers?q=accounts&accounts={quote(ACCOUNT, safe='')}"
    users = ask("GET", target).json["elements"]
    mine = ask("GET", "/rest/adAccountUsers?q=authenticatedUser").json["elements"]
    assert {user["account"] for user in users} == {ACCOUNT}
    assert {user["user"] for user in mine} == {"urn:li:person:782bbtaQ"}


def test_a_tunnelled_read_is_answered_like_a_plain_one(ask: Raw, sandbox):
    ids = ",".join(str(FIRST + index % 12) for index in range(1000))
    reply = ask(
        "POST",
        GROUPS,
        content=f"ids=List({ids})&fields=id",
        Content_Type="application/x-www-form-urlencoded",
        X_HTTP_Method_Override="GET",
        X_RestLi_Method="BATCH_GET",
    )
    assert len(reply.json["results"]) == 12
    assert (sandbox.requests[-1].verb, sandbox.requests[-1].tunnelled) == ("GET", True)


def test_a_tunnelled_write_is_answered_like_a_plain_one(ask: Raw):
    content = (
        "--xyz\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n"
        f"ids=List({FIRST})\r\n--xyz\r\nContent-Type: application/json\r\n\r\n"
        f'{{"entities":{{"{FIRST}":{{"patch":{{"$set":{{"name":"Tunnelled"}}}}}}}}}}\r\n--xyz--'
    )
    reply = ask(
        "POST",
        GROUPS,
        content=content,
        Content_Type="multipart/mixed; boundary=xyz",
        X_HTTP_Method_Override="POST",
        X_RestLi_Method="BATCH_PARTIAL_UPDATE",
    )
    assert reply.json["results"] == {str(FIRST): {"status": 204}}


def test_protocol_1_reads_its_own_query_syntax(ask: Raw):
    target = "/rest/adAccounts?q=search&search.status.values[0]=ACTIVE&search.test=false"
    assert len(ask("GET", target, X_RestLi_Protocol_Version=None).json["elements"]) == 2


def test_protocol_1_reads_repeated_ids(ask: Raw):
    reply = ask("GET", f"{GROUPS}?ids={FIRST}&ids={FIRST + 1}", X_RestLi_Protocol_Version=None)
    assert len(reply.json["results"]) == 2


def test_protocol_1_reads_a_single_id(ask: Raw):
    reply = ask("GET", f"{GROUPS}?ids={FIRST}", X_RestLi_Protocol_Version=None)
    assert list(reply.json["results"]) == [str(FIRST)]


def test_text_that_is_no_unicode_survives(ask: Raw):
    reply = ask("POST", "/rest/posts", {**POST, "commentary": "\ud800"})
    assert ask("GET", reply.headers["location"]).json["commentary"] == "\ud800"


@pytest.mark.parametrize("field", ["NAME", "totalBudget", "nothing"])
def test_search_sorts_by_any_field(ask: Raw, field):
    assert ask("GET", f"{GROUPS}?q=search&sort=(field:{field})").status == 200


def test_unknown_parameters_are_ignored(ask: Raw):
    assert ask("GET", f"{GROUPS}/{FIRST}?colour=blue").status == 200


@pytest.mark.parametrize("version", ["202601", "20260901", "202609.01"])
def test_active_versions_are_accepted_with_and_without_a_revision(ask: Raw, version):
    assert ask("GET", "/rest/me", LinkedIn_Version=version).status == 200


def test_the_catalogue_shows_all_fourteen_methods():
    shown = set()

    def look(resource):
        shown.update(resource.methods)
        named = {
            "FINDER": resource.finders,
            "BATCH_FINDER": resource.batch_finders,
            "ACTION": resource.actions,
        }
        shown.update(name for name, members in named.items() if members)
        for child in resource.children:
            look(child)

    for resource in CATALOG:
        look(resource)
    assert len(shown) == 14
