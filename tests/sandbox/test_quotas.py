"""Quotas by day and throttles by minute and second, on the sandbox's clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from raw_http import Raw, Reply

from linkedin_api.sandbox import App, Sandbox
from linkedin_api.sandbox.faults.fault import Match
from linkedin_api.sandbox.protocol.resource import ALL_METHODS, Resource
from linkedin_api.sandbox.quotas import Limit

NOTES = Resource(
    "notes",
    methods=ALL_METHODS,
    roots=("/rest", "/v2"),
    seed=lambda seeding: [(number, {"id": number}) for number in (1, 2)],
    read_scopes=frozenset({"r_notes"}),
)
MEMOS = Resource("memos", methods=ALL_METHODS, seed=lambda seeding: [(1, {"id": 1})])
NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
OTHER = App("other", "secret")


@pytest.fixture
def notes() -> Iterator[Sandbox]:
    from linkedin_api.sandbox.sandbox import DEFAULT_APP

    with Sandbox(resources=(NOTES, MEMOS), now=NOON, apps=(DEFAULT_APP, OTHER)) as sandbox:
        yield sandbox


@pytest.fixture
def ask(notes: Sandbox) -> Iterator[Callable[..., Reply]]:
    raw = Raw(notes, notes.access_token("r_notes"))
    yield raw
    raw.close()


def statuses(ask, target: str, times: int, **headers) -> list[int]:
    return [ask("GET", target, **headers).status for _ in range(times)]


def bearer(sandbox: Sandbox, **more) -> str:
    return f"Bearer {sandbox.access_token('r_notes', **more)}"


def test_without_limits_nothing_is_refused_but_all_is_counted(notes, ask):
    assert set(statuses(ask, "/rest/notes/1", 20)) == {200}
    assert notes.quotas.used("notes") == 20
    assert notes.quotas.left("notes", client_id=notes.client_id) is None


@pytest.mark.parametrize(
    ("limit", "message"),
    [
        (Limit(2), "APPLICATION DAY "),
        (Limit(2, per="member"), "APPLICATION_AND_MEMBER DAY "),
        (Limit(2, window="minute"), "APPLICATION MINUTE "),
        (Limit(2, per="member", window="second"), "APPLICATION_AND_MEMBER SECOND "),
    ],
)
def test_the_call_beyond_a_limit_is_told_whose_and_when(notes, ask, limit, message):
    notes.quotas.limits = (limit,)
    assert statuses(ask, "/rest/notes/1", 2) == [200, 200]
    refused = ask("GET", "/rest/notes/1")
    assert refused.status == 429
    assert refused.json == {
        "status": 429,
        "serviceErrorCode": 101,
        "code": "TOO_MANY_REQUESTS",
        "message": f"Resource level throttle {message}limit for calls to this resource is reached.",
    }


def test_the_older_answer_names_no_window(notes, ask):
    notes.quotas.limits = (Limit(0, older=True),)
    assert ask("GET", "/v2/notes/1").json == {
        "status": 429,
        "serviceErrorCode": 101,
        "message": "Resource level throttle limit for calls to this resource is reached.",
    }


def test_no_header_tells_a_limit(notes, ask):
    notes.quotas.limits = (Limit(1),)
    for _ in range(2):
        names = ask("GET", "/rest/notes/1").headers
        assert not [name for name in names if "rate" in name or "retry" in name]


def test_a_day_begins_at_midnight_utc(notes, ask):
    notes.quotas.limits = (Limit(1),)
    assert statuses(ask, "/rest/notes/1", 2) == [200, 429]
    notes.advance(hours=11, minutes=59)
    assert ask("GET", "/rest/notes/1").status == 429
    notes.advance(minutes=1)
    assert ask("GET", "/rest/notes/1").status == 200


@pytest.mark.parametrize(("window", "seconds"), [("minute", 60), ("second", 1)])
def test_a_throttle_is_over_soon(notes, ask, window, seconds):
    notes.quotas.limits = (Limit(0, window=window),)
    assert ask("GET", "/rest/notes/1").status == 429
    notes.quotas.limits = (Limit(3, window=window),)
    assert statuses(ask, "/rest/notes/1", 4) == [200, 200, 200, 429]
    notes.advance(seconds=seconds)
    assert ask("GET", "/rest/notes/1").status == 200


def test_each_resource_has_a_counter_of_its_own(notes, ask):
    notes.quotas.limits = (Limit(1),)
    assert statuses(ask, "/rest/notes/1", 2) == [200, 429]
    assert statuses(ask, "/rest/memos/1", 2) == [200, 429]


def test_a_limit_that_names_a_resource_goes_before_one_for_all(notes, ask):
    notes.quotas.limits = (Limit(3, resource="notes"), Limit(1))
    assert statuses(ask, "/rest/notes/1", 4) == [200, 200, 200, 429]
    assert statuses(ask, "/rest/memos/1", 2) == [200, 429]


def test_both_base_paths_share_a_counter(notes, ask):
    notes.quotas.limits = (Limit(1),)
    assert ask("GET", "/v2/notes/1").status == 200
    assert ask("GET", "/rest/notes/1").status == 429


def test_each_member_has_a_counter_of_their_own(notes, ask):
    notes.quotas.limits = (Limit(1, per="member"),)
    grace = bearer(notes, member="grace")
    assert statuses(ask, "/rest/notes/1", 2) == [200, 429]
    assert statuses(ask, "/rest/notes/1", 2, Authorization=grace) == [200, 429]


def test_a_members_calls_count_for_the_application(notes, ask):
    notes.quotas.limits = (Limit(2),)
    grace = bearer(notes, member="grace")
    assert statuses(ask, "/rest/notes/1", 1) == [200]
    assert statuses(ask, "/rest/notes/1", 2, Authorization=grace) == [200, 429]


def test_an_application_by_itself_has_no_limit_of_members(notes, ask):
    notes.quotas.limits = (Limit(0, per="member"),)
    own = bearer(notes, member=None)
    assert ask("GET", "/rest/notes/1", Authorization=own).status == 200


def test_another_application_has_counters_of_its_own(notes, ask):
    notes.quotas.limits = (Limit(1),)
    assert statuses(ask, "/rest/notes/1", 2) == [200, 429]
    other = bearer(notes, app=OTHER)
    assert statuses(ask, "/rest/notes/1", 1, Authorization=other) == [200]


@pytest.mark.parametrize(
    ("request_", "counts"),
    [
        (("GET", "/rest/notes/1"), True),
        (("GET", "/rest/notes/99"), True),
        (("GET", "/rest/notes?ids=List(1,2)"), True),
        (("POST", "/rest/notes", {"text": "new"}), True),
        (("GET", "/rest/notes?start=-1"), True),
        (("GET", "/rest/notes/abc"), False),
        (("GET", "/rest/notes?x=List("), False),
        (("POST", "/rest/notes"), False),
    ],
)
def test_a_call_counts_once_if_it_was_understood(notes, ask, request_, counts):
    ask(*request_)
    assert notes.quotas.used("notes") == counts


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": "Bearer nonsense"},
        {"Authorization": None},
        {"LinkedIn_Version": "201901"},
        {"LinkedIn_Version": None},
    ],
)
def test_a_call_that_is_refused_before_does_not_count(notes, ask, headers):
    ask("GET", "/rest/notes/1", **headers)
    assert notes.quotas.used("notes") == 0


def test_a_call_without_the_scope_does_not_count(notes, ask):
    token = notes.access_token("r_other")
    assert ask("GET", "/rest/notes/1", Authorization=f"Bearer {token}").status == 403
    assert notes.quotas.used("notes") == 0


def test_a_429_does_not_count(notes, ask):
    notes.quotas.limits = (Limit(1),)
    statuses(ask, "/rest/notes/1", 5)
    assert notes.quotas.used("notes") == 1


@pytest.mark.parametrize(("when", "used"), [("before", 0), ("after", 1)])
def test_a_call_that_a_fault_answers_counts_if_it_was_executed(notes, ask, when, used):
    notes.faults.add(Match(resource="notes"), status=500, when=when)
    ask("GET", "/rest/notes/1")
    assert notes.quotas.used("notes") == used


def test_what_is_over_its_limit_is_not_executed(notes, ask):
    notes.quotas.limits = (Limit(0),)
    assert ask("POST", "/rest/notes", {"text": "new"}).status == 429
    notes.quotas.limits = ()
    assert len(ask("GET", "/rest/notes").json["elements"]) == 2


def test_what_was_used_and_is_left_can_be_read(notes, ask):
    notes.quotas.limits = (Limit(10), Limit(5, per="member", resource="notes"))
    statuses(ask, "/rest/notes/1", 3)
    statuses(ask, "/rest/notes/1", 1, Authorization=bearer(notes, member="grace"))
    quotas, app = notes.quotas, notes.client_id
    assert quotas.used("notes") == 4
    assert quotas.used("notes", member="grace") == 1
    assert quotas.used("notes", client_id="other") == 0
    assert quotas.left("notes", client_id=app) == 6
    assert quotas.left("notes", client_id=app, member="grace") == 4
    midnight = datetime(2026, 9, 2, tzinfo=UTC).timestamp()
    assert [
        (row.resource, row.client_id, row.member, row.window, row.used, row.left, row.ends)
        for row in quotas.list()
    ] == [
        ("notes", app, None, "day", 4, 6, midnight),
        ("notes", app, "782bbtaQ", "day", 3, 2, midnight),
        ("notes", app, "grace", "day", 1, 4, midnight),
    ]


def test_reset_forgets_what_was_used_and_keeps_the_limits(notes, ask):
    notes.quotas.limits = (Limit(1),)
    statuses(ask, "/rest/notes/1", 2)
    notes.reset()
    assert statuses(ask, "/rest/notes/1", 2) == [200, 429]


def test_limits_are_given_to_a_sandbox():
    with Sandbox(resources=(NOTES,), quotas=(Limit(0),), now=NOON) as sandbox:
        raw = Raw(sandbox, sandbox.access_token("r_notes"))
        assert raw("GET", "/rest/notes/1").status == 429
        raw.close()


@pytest.mark.parametrize(
    "given", [{"calls": -1}, {"calls": 1, "per": "team"}, {"calls": 1, "window": "hour"}]
)
def test_a_limit_that_makes_no_sense_is_refused(given):
    with pytest.raises(ValueError, match="must"):
        Limit(**given)
