"""Forms of accounts and pages, and the leads that people left in them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest
from measuring import times_as_much, work_of_all
from noon import NOON
from raw_http import Raw, asking
from seeded import ACCOUNT

from linkedin_api import AsyncRestliClient, RestliClient
from linkedin_api.sandbox import Sandbox
from linkedin_api.sandbox.figures.ad_tree import SEEDED_DAY

PAGE = "urn:li:organization:2414183"
FORMS = "/rest/leadForms"
LEADS = "/rest/leadFormResponses"
DAY = 86_400_000
TEXT = {"localized": {"en_US": "Words"}}
FORM: dict[str, Any] = {
    "name": "Ask us",
    "owner": {"sponsoredAccount": ACCOUNT},
    "creationLocale": {"country": "US", "language": "en"},
    "content": {
        "headline": TEXT,
        "questions": [
            {
                "name": "First name",
                "predefinedField": "FIRST_NAME",
                "question": TEXT,
                "questionDetails": {"textQuestionDetails": {"maxResponseLength": 300}},
            },
            {
                "question": TEXT,
                "questionDetails": {
                    "multipleChoiceQuestionDetails": {"options": [{"text": TEXT}, {"text": TEXT}]}
                },
            },
        ],
        "legalInfo": {
            "privacyPolicyUrl": "https://example.com/privacy",
            "consents": [{"checkRequired": True, "consent": TEXT}],
        },
    },
}


@pytest.fixture(scope="module")
def noon() -> Iterator[Sandbox]:
    with Sandbox(now=NOON) as sandbox:
        yield sandbox


@pytest.fixture
def leads(noon: Sandbox) -> Iterator[Raw]:
    """Ask a sandbox whose leads are the same on every day."""
    raw = Raw(noon)
    yield raw
    raw.close()


def owner(urn: str = ACCOUNT, kind: str = "sponsoredAccount") -> str:
    return f"q=owner&owner=({kind}:{quote(urn, safe='')})"


def forms(ask: Raw, of: str | None = None, more: str = "", **headers: Any) -> Any:
    return ask("GET", f"{FORMS}?{of or owner()}{more}", **headers)


def responses(ask: Raw, more: str = "", of: str | None = None, kind: str = "SPONSORED") -> Any:
    return ask("GET", f"{LEADS}?{of or owner()}&leadType=(leadType:{kind}){more}")


def every_lead(ask: Raw, more: str = "", **how: Any) -> list[dict[str, Any]]:
    return responses(ask, f"{more}&count=100000", **how).json["elements"]


def as_token(ask: Raw, *scopes: str, member: str = "782bbtaQ") -> dict[str, Any]:
    return {"Authorization": f"Bearer {ask.sandbox.access_token(scopes or None, member=member)}"}


def change(ask: Raw, form: object, **fields: Any) -> Any:
    patch = {"patch": {"$set": fields}}
    return ask("POST", f"{FORMS}/{form}", patch, X_RestLi_Method="PARTIAL_UPDATE")


def test_an_account_has_forms_from_the_beginning(ask: Raw):
    reply = forms(ask)
    told = [(form["name"], form["state"], form["versionId"]) for form in reply.json["elements"]]
    assert told == [
        ("Demo asked for", "PUBLISHED", 1),
        ("Newsletter", "PUBLISHED", 2),
        ("Webinar", "DRAFT", 1),
    ]
    assert reply.json["paging"]["total"] == 3


def test_a_page_has_forms_of_its_own(ask: Raw):
    found = forms(ask, owner(PAGE, "organization")).json["elements"]
    assert [form["owner"] for form in found] == [{"organization": PAGE}]


def test_a_form_is_read_alone_and_with_others(ask: Raw):
    first, second = forms(ask).json["elements"][:2]
    assert ask("GET", f"{FORMS}/{first['id']}").json == first
    results = ask("GET", f"{FORMS}?ids=List({first['id']},{second['id']},5)").json
    assert results["results"] == {str(each["id"]): each for each in (first, second)}
    assert results["statuses"]["5"] == 404


def test_questions_are_numbered_by_place_and_form(ask: Raw):
    form = forms(ask).json["elements"][0]
    numbers = [question["questionId"] for question in form["content"]["questions"]]
    assert numbers == [int(f"{place}{form['id']:08}") for place in range(1, 6)]


def test_a_new_form_is_a_draft_that_linkedin_has_numbered(ask: Raw):
    reply = ask("POST", FORMS, FORM)
    number = int(reply.headers["x-restli-id"])
    form = ask("GET", f"{FORMS}/{number}").json
    assert (reply.status, form["state"], form["versionId"]) == (201, "DRAFT", 1)
    questions = form["content"]["questions"]
    assert [each["questionId"] for each in questions] == [
        int(f"1{number:08}"),
        int(f"2{number:08}"),
    ]
    options = questions[1]["questionDetails"]["multipleChoiceQuestionDetails"]["options"]
    assert [option["id"] for option in options] == [0, 1]
    assert form["content"]["legalInfo"]["consents"][0]["id"] == 0
    assert form["reviewInfo"]["reviewStatus"] == "NEEDS_REVIEW"
    assert number in {each["id"] for each in forms(ask).json["elements"]}


def test_a_change_of_what_is_asked_makes_the_next_version(ask: Raw):
    number = int(ask("POST", FORMS, FORM).headers["x-restli-id"])
    assert change(ask, number, name="Ask us again").status == 204
    assert ask("GET", f"{FORMS}/{number}").json["versionId"] == 1
    content = {**FORM["content"], "headline": {"localized": {"en_US": "Other words"}}}
    assert change(ask, number, content=content).status == 204
    assert ask("GET", f"{FORMS}/{number}").json["versionId"] == 2


def test_a_form_goes_from_draft_to_published_to_archived(ask: Raw):
    number = int(ask("POST", FORMS, FORM).headers["x-restli-id"])
    statuses = [
        change(ask, number, state=state).status
        for state in ("PUBLISHED", "DRAFT", "ARCHIVED", "PUBLISHED")
    ]
    assert statuses == [204, 400, 204, 400]


WRONG = (
    ("no name", {"name": None}, "MISSING_FIELD", "name"),
    ("no owner", {"owner": None}, "MISSING_FIELD", "owner"),
    ("two owners", {"owner": {"sponsoredAccount": ACCOUNT, "organization": PAGE}}, None, "owner"),
    ("an owner of another kind", {"owner": {"organization": ACCOUNT}}, None, "owner"),
    ("no question", {"content": {"headline": TEXT, "questions": []}}, None, "content/questions"),
    (
        "a question without words",
        {"content": {"headline": TEXT, "questions": [{"name": "x"}]}},
        "MISSING_FIELD",
        "content/questions/0/question",
    ),
    ("an unknown state", {"state": "OPEN"}, None, "state"),
)


@pytest.mark.parametrize(
    ("changes", "code", "path"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG]
)
def test_a_wrong_form_is_refused(ask: Raw, changes, code, path):
    body = {name: value for name, value in {**FORM, **changes}.items() if value is not None}
    reply = ask("POST", FORMS, body)
    error = reply.json["errorDetails"]["inputErrors"][0]
    assert (reply.status, error["code"]) == (400, code or "INVALID_VALUE_FOR_FIELD")
    assert error["input"]["inputPath"]["fieldPath"] == path


@pytest.mark.parametrize("name", ["id", "versionId", "reviewInfo", "created"])
def test_what_only_linkedin_sets_in_a_form_is_refused(ask: Raw, name):
    assert ask("POST", FORMS, {**FORM, name: 1}).status == 422


def test_a_form_keeps_its_owner(ask: Raw):
    number = forms(ask).json["elements"][0]["id"]
    assert change(ask, number, owner={"organization": PAGE}).status == 400


def test_leads_answer_the_questions_of_their_form(leads: Raw):
    lead = responses(leads).json["elements"][0]
    form = leads("GET", f"{FORMS}/{lead['versionedLeadGenFormUrn'].split(':')[6].split(',')[0]}")
    asked = [question["questionId"] for question in form.json["content"]["questions"]]
    answers = lead["formResponse"]["answers"]
    assert [answer["questionId"] for answer in answers] == asked
    assert answers[2]["answerDetails"]["textQuestionAnswer"]["answer"].endswith("@example.com")
    assert lead["owner"] == {"sponsoredAccount": ACCOUNT}
    assert (lead["leadType"], lead["testLead"]) == ("SPONSORED", False)
    assert set(lead["leadMetadata"]["sponsoredLeadMetadata"]) == {"campaign"}


def test_a_lead_came_by_a_creative_of_its_campaign(leads: Raw):
    for lead in responses(leads).json["elements"]:
        urn = lead["associatedEntity"]["associatedCreative"]
        path = f"/rest/adAccounts/512000001/creatives/{quote(urn, safe='')}"
        campaign = lead["leadMetadata"]["sponsoredLeadMetadata"]["campaign"]
        assert leads("GET", path).json["campaign"] == campaign


def test_pages_of_leads_are_short_and_say_nothing_of_more(leads: Raw):
    pages = [responses(leads, f"&start={start}&count=100").json for start in range(0, 400, 100)]
    assert all(80 < len(page["elements"]) < 100 for page in pages)
    assert {len(page["paging"]["links"]) for page in pages} == {0}
    assert {page["paging"]["total"] for page in pages} == {pages[0]["paging"]["total"]}
    assert pages[0]["paging"]["total"] > 400


def test_pages_of_leads_together_are_all_leads(leads: Raw):
    total = responses(leads).json["paging"]["total"]
    pages = [
        responses(leads, f"&start={start}&count=50").json["elements"]
        for start in range(0, total, 50)
    ]
    assert [lead for page in pages for lead in page] == every_lead(leads)
    assert responses(leads, f"&start={total}").json["elements"] == []


def test_leads_come_in_the_order_of_their_time_and_within_a_year(leads: Raw):
    moments = [lead["submittedAt"] for lead in every_lead(leads)]
    now = leads.sandbox.clock.milliseconds()
    assert moments == sorted(moments)
    assert now - 365 * DAY <= moments[0] < moments[-1] <= now


def test_a_range_of_time_has_its_start_and_not_its_end(leads: Raw):
    everything = every_lead(leads)
    start, end = everything[10]["submittedAt"], everything[20]["submittedAt"]
    found = every_lead(leads, f"&submittedAtTimeRange=(start:{start},end:{end})")
    assert found == everything[10:20]
    assert every_lead(leads, f"&submittedAtTimeRange=(start:{end})") == everything[20:]


def test_the_next_day_brings_further_leads_and_keeps_the_others():
    with Sandbox(now=NOON) as sandbox:
        ask = Raw(sandbox)
        before = every_lead(ask)
        sandbox.advance(days=3)
        after = every_lead(ask)
        ask.close()
    assert len({lead["id"] for lead in after} - {lead["id"] for lead in before}) > 0
    kept = [lead for lead in before if lead["submittedAt"] > after[0]["submittedAt"] + 3 * DAY]
    assert [lead for lead in kept if lead not in after] == []


@pytest.fixture
def early() -> Iterator[Raw]:
    """Ask a sandbox on a day when leads of both versions of a form are kept."""
    seeded = datetime.fromtimestamp(SEEDED_DAY * DAY / 1_000, UTC)
    with Sandbox(now=seeded + timedelta(days=120)) as sandbox, closing(Raw(sandbox)) as raw:
        yield raw


def test_each_version_of_a_form_has_leads_of_its_own(early: Raw):
    form = forms(early).json["elements"][1]["id"]
    found = {}
    for version in (1, 2, 3):
        urn = f"urn:li:versionedLeadGenForm:(urn:li:leadGenForm:{form},{version})"
        more = f"&versionedLeadGenFormUrn={quote(urn, safe='')}"
        found[version] = every_lead(early, more)
        assert {lead["versionedLeadGenFormUrn"] for lead in found[version]} <= {urn}
    assert found[1]
    assert found[2]
    assert found[3] == []
    assert found[1][-1]["submittedAt"] < found[2][0]["submittedAt"]


def test_tests_are_told_alone(leads: Raw):
    tests = every_lead(leads, "&limitedToTestLeads=true")
    others = every_lead(leads, "&limitedToTestLeads=false")
    assert {lead["testLead"] for lead in tests} == {True}
    assert others == every_lead(leads)
    assert {lead["testLead"] for lead in others} == {False}


def test_leads_are_found_by_their_creative(leads: Raw):
    urn = every_lead(leads)[0]["associatedEntity"]["associatedCreative"]
    found = every_lead(leads, f"&associatedEntity=(associatedCreative:{quote(urn, safe='')})")
    assert {lead["associatedEntity"]["associatedCreative"] for lead in found} == {urn}


def test_a_page_has_leads_of_its_own_type(leads: Raw):
    of = owner(PAGE, "organization")
    found = every_lead(leads, of=of, kind="COMPANY")
    assert {lead["leadType"] for lead in found} == {"COMPANY"}
    assert {"associatedEntity", "leadMetadata"} & set(found[0]) == set()
    refused = responses(leads, of=of)
    assert (refused.status, "sponsoredAccount" in refused.json["message"]) == (400, True)


def test_some_leads_are_of_guests(leads: Raw):
    assert {"submitter" in lead for lead in every_lead(leads)} == {True, False}


def test_a_lead_is_read_alone_and_with_others(leads: Raw):
    first, second = every_lead(leads)[:2]
    assert leads("GET", f"{LEADS}/{first['id']}").json == first
    results = leads("GET", f"{LEADS}?ids=List({first['id']},{second['id']})").json["results"]
    assert results == {each["id"]: each for each in (first, second)}


@pytest.mark.parametrize("key", ["no-lead", "249592fc-d272-44ba-a7db-c2bdce579507-6", "1-1-1-1-1"])
def test_what_is_no_lead_is_not_found(leads: Raw, key):
    assert leads("GET", f"{LEADS}/{key}").status == 404


def test_fields_join_the_form_to_its_lead(leads: Raw):
    lead = responses(leads, "&fields=id,form:(name,content:(headline))&count=1").json["elements"][0]
    assert set(lead) == {"id", "form"}
    assert lead["form"]["name"] in {"Demo asked for", "Newsletter"}
    assert set(lead["form"]["content"]) == {"headline"}


REFUSED = (
    ("a bare owner", f"q=owner&owner={quote(ACCOUNT, safe='')}&leadType=(leadType:SPONSORED)"),
    ("an owner of no kind", "q=owner&owner=(person:1)&leadType=(leadType:SPONSORED)"),
    ("no type", owner()),
    ("a bare type", f"{owner()}&leadType=SPONSORED"),
    ("an unknown type", f"{owner()}&leadType=(leadType:COLD)"),
    (
        "a range that ends before it starts",
        f"{owner()}&leadType=(leadType:SPONSORED)&submittedAtTimeRange=(start:2,end:1)",
    ),
    (
        "a range in words",
        f"{owner()}&leadType=(leadType:SPONSORED)&submittedAtTimeRange=(start:now)",
    ),
    (
        "a range with dots",
        f"{owner()}&leadType=(leadType:SPONSORED)&submittedAtTimeRange.start=1",
    ),
)


@pytest.mark.parametrize("query", [row[1] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_a_wrong_question_for_leads_is_refused(ask: Raw, query):
    assert ask("GET", f"{LEADS}?{query}").status == 400


def test_forms_and_leads_need_their_scope(ask: Raw):
    ads = as_token(ask, "r_ads", "rw_ads")
    own = as_token(ask, "r_marketing_leadgen_automation")
    for path in (f"{FORMS}?{owner()}", f"{LEADS}?{owner()}&leadType=(leadType:SPONSORED)"):
        assert [ask("GET", path, **token).status for token in (ads, own)] == [403, 200]


def test_forms_and_leads_need_a_role_in_the_account_and_at_the_page(ask: Raw):
    lead = responses(ask).json["elements"][0]
    nobody = as_token(ask, member="nobody0B")
    viewer = as_token(ask, member="sandbox0B")  # of the account; has no role at the page
    for token in (nobody, viewer):
        assert forms(ask, **token).status == 403
        assert ask("GET", f"{LEADS}/{lead['id']}", **token).status in {403, 404}


def test_accounts_for_tests_have_forms_and_no_leads(ask: Raw):
    of = owner("urn:li:sponsoredAccount:512000003")
    assert len(forms(ask, of).json["elements"]) == 3
    assert responses(ask, of=of).json["elements"] == []


def test_our_client_reads_every_lead_although_pages_are_short(noon: Sandbox, leads: Raw):
    with RestliClient(
        base_url=noon.url, access_token=noon.access_token(), version_string="202609"
    ) as client:
        found = client.paginate(
            "/leadFormResponses",
            "owner",
            query_params={
                "owner": {"sponsoredAccount": ACCOUNT},
                "leadType": {"leadType": "SPONSORED"},
                "count": 100,
            },
        )
        told = [lead["id"] for lead in found]
    # Behind a short page it goes on where that ended, so that nothing is lost: some come twice.
    assert list(dict.fromkeys(told)) == [lead["id"] for lead in every_lead(leads)]


def test_our_asynchronous_client_creates_a_form(sandbox: Sandbox):
    async def main() -> Any:
        async with AsyncRestliClient(
            base_url=sandbox.url, access_token=sandbox.access_token(), version_string="202609"
        ) as client:
            made = await client.create("/leadForms", FORM)
            return await client.get("/leadForms/{id}", path_keys={"id": made.entity_id})

    assert asyncio.run(main()).entity["name"] == "Ask us"


def test_figures_say_which_leads_an_account_has(sandbox: Sandbox, ask: Raw):
    owner = f"(sponsoredAccount:{quote(ACCOUNT, safe='')})"
    target = f"owner={owner}&leadType=(leadType:SPONSORED)&count=2000"
    found = ask("GET", f"/rest/leadFormResponses?q=owner&{target}").json["elements"]
    leads = list(sandbox.figures.ads.leads.of(512_000_001))
    assert len(leads) > 100
    assert [each["id"] for each in found] == [lead.key for lead in leads]
    campaigns = [sandbox.figures.ads.leads.campaign_of(lead) for lead in leads]
    assert [each["leadMetadata"]["sponsoredLeadMetadata"]["campaign"] for each in found] == [
        campaign and campaign.urn for campaign in campaigns
    ]


def test_figures_have_the_leads_of_some_days(sandbox: Sandbox):
    leads = sandbox.figures.ads.leads
    first, last = (date.fromordinal(sandbox.figures.last_day.toordinal() - age) for age in (40, 10))
    some = list(leads.of(512_000_001, first, last))
    assert some == [
        lead for lead in leads.of(512_000_001) if first <= lead.submitted_at.date() <= last
    ]
    assert some


def test_one_lead_is_found_without_looking_at_every_account():
    def cost(ask: Raw) -> float:
        return work_of_all(lambda: [ask("GET", lead) for _ in range(20)])

    with asking(ad_accounts=300, now=NOON) as many, asking(ad_accounts=10, now=NOON) as few:
        lead = f"{LEADS}/{next(many.sandbox.figures.ads.leads.of(512000001)).key}"
        assert [ask("GET", lead).status for ask in (many, few)] == [200, 200]
        assert times_as_much(lambda: cost(many), lambda: cost(few)) < 3
