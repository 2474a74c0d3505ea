"""Where reading stands: every form that is kept somewhere is read, and none goes backwards."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import timedelta

import pytest
from airbyte_cdk.models import AirbyteStateBlob, FailureType
from airbyte_cdk.utils.traced_exception import AirbyteTracedException
from airbyte_connector import BY_TIME, NOTHING_TO_KEEP, Connector, configured
from hypothesis import given
from hypothesis import strategies as st
from noon import NOON
from odd_statistics import OddStatistics

from linkedin_api.errors import InvalidArgumentError
from linkedin_api.sandbox import Sandbox
from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.engines.airbyte import SourceLinkedInPages
from linkedin_api.sources.engines.airbyte.messages import StreamMessages
from linkedin_api.sources.engines.airbyte.settings import Settings
from linkedin_api.sources.engines.airbyte.state_files import StateError, by_stream, state_messages
from linkedin_api.sources.engines.airbyte.states import read_cursors, write_cursors
from linkedin_api.sources.reading.reader import Batch

DAY = 86_400_000
STREAM = BY_TIME[0]


def message(state, stream=STREAM):
    return {
        "type": "STREAM",
        "stream": {"stream_descriptor": {"name": stream}, "stream_state": state},
    }


@pytest.fixture
def end(sandbox):
    """Where reading ends today, in milliseconds."""
    return (sandbox.figures.today - 2) * DAY


@pytest.fixture
def read(connector, organizations):
    """Reads the follower statistics by day of an organization, or of several."""

    def reading(state, *others, **more):
        config = connector.config(organizations[0], *others, **more)
        return connector.read(config, [STREAM], state=state)

    return reading


FORMS = {
    "text": lambda ms: [message({"timeRangeEnd": str(ms)})],
    "integer": lambda ms: [message({"timeRangeEnd": ms})],
    "whole float": lambda ms: [message({"timeRangeEnd": float(ms)})],
    "one message alone": lambda ms: message({"timeRangeEnd": str(ms)}),
    "a line of output": lambda ms: {
        "type": "STATE",
        "state": {**message({"timeRangeEnd": str(ms)}), "sourceStats": {"recordCount": 1.0}},
    },
    "lines of output": lambda ms: [
        {"type": "STATE", "state": message({"timeRangeEnd": str(ms - DAY)})},
        {"type": "STATE", "state": message({"timeRangeEnd": str(ms)})},
    ],
    "legacy object": lambda ms: {STREAM: {"timeRangeEnd": ms}, "shares": {"lastModified": "x"}},
    "legacy message": lambda ms: [{"type": "LEGACY", "data": {STREAM: {"timeRangeEnd": ms}}}],
    "global": lambda ms: [
        {
            "type": "GLOBAL",
            "global": {
                "shared_state": {},
                "stream_states": [message({"timeRangeEnd": str(ms)})["stream"]],
            },
        }
    ],
}


@pytest.mark.parametrize("form", FORMS)
def test_a_state_of_any_form_is_taken_up(read, end, form):
    output = read(FORMS[form](end - 3 * DAY))
    starts = [row["timeRangeStart"] for row in output.rows(STREAM)]
    assert (starts, output.error) == ([end - 3 * DAY, end - 2 * DAY, end - DAY], None)
    assert output.states(STREAM)[-1] == {"timeRangeEnd": str(end)}


NOTHING = {
    "no file": None,
    "null": None,
    "empty list": [],
    "empty object": {},
    "empty state": [message({})],
    "null state": [message(None)],
    "no cursor": [message(NOTHING_TO_KEEP)],
    "another stream": [message({"timeRangeEnd": "1"}, BY_TIME[1])],
    "of an old version": {STREAM: {"lastModified": "2050-01-01"}},
    "null cursor": [message({"timeRangeEnd": None})],
}


@pytest.mark.parametrize("form", NOTHING)
def test_a_state_that_says_nothing_begins_at_the_beginning(read, end, form):
    output = read(NOTHING[form])
    assert (len(output.rows(STREAM)), output.error) == (363, None)
    assert output.states(STREAM)[-1] == {"timeRangeEnd": str(end)}


@pytest.mark.parametrize("days", [0, 1])
@pytest.mark.parametrize("kind", [str, int])
def test_with_nothing_to_ask_nothing_is_asked_and_the_state_stays(read, end, days, kind):
    output = read([message({"timeRangeEnd": kind(end + days * DAY)})])
    assert (output.requests, output.rows(STREAM)) == ([], [])
    assert output.states(STREAM) == [{"timeRangeEnd": str(end + days * DAY)}]
    assert output.statuses(STREAM) == ["STARTED", "COMPLETE"]


def test_a_state_of_the_future_is_an_error_of_its_page_alone(read, organizations, end):
    cursors = {str(organizations[0]): str(end + 400 * DAY), str(organizations[1]): str(end - DAY)}
    state = [message({"timeRangeEnd": str(end - DAY), "organizations": cursors})]
    output = read(state, organizations[1])
    (error,) = output.errors
    assert f"organization {organizations[0]}: according to the state" in error["message"]
    assert "in the future: check the clock" in error["message"]
    assert error["failure_type"] == "config_error"
    assert len(output.rows(STREAM)) == len(output.requests) == 1
    kept = output.states(STREAM)[-1]["organizations"]
    assert kept == {**cursors, str(organizations[1]): str(end)}


def test_a_state_within_a_day_is_floored_to_it(read, end):
    output = read([message({"timeRangeEnd": str(end - DAY + 42 * 60_000)})])
    (row,) = output.rows(STREAM)
    assert row["timeRangeStart"] == end - DAY


def test_a_state_older_than_a_year_begins_where_linkedin_does(read, end):
    output = read([message({"timeRangeEnd": "1600000000000"})])
    assert len(output.rows(STREAM)) == 363


def test_days_before_the_state_are_read_again_if_wanted(read, end):
    output = read([message({"timeRangeEnd": str(end)})], lookback_days=3)
    assert len(output.rows(STREAM)) == 3
    assert output.states(STREAM) == [{"timeRangeEnd": str(end)}] * 2


def test_a_full_refresh_takes_up_a_state_that_is_given(connector, organizations, end):
    config = connector.config(organizations[0])
    output = connector.run(
        "read",
        config=config,
        catalog=configured([STREAM], "full_refresh"),
        state=[message({"timeRangeEnd": str(end - DAY)})],
    )
    assert len(output.rows(STREAM)) == 1
    assert output.states(STREAM)[-1] == {"timeRangeEnd": str(end)}


def test_a_full_refresh_without_one_begins_at_the_beginning(connector, organizations, end):
    output = connector.run(
        "read",
        config=connector.config(organizations[0]),
        catalog=configured([STREAM], "full_refresh"),
    )
    assert len(output.rows(STREAM)) == 363
    assert output.states(STREAM) == [{"timeRangeEnd": str(end)}] * 2


def test_until_something_came_a_stream_stands_at_its_beginning(read, refused, connector, end):
    output = connector.read(connector.config(refused), [STREAM])
    assert output.states(STREAM) == [{"timeRangeEnd": str(end - 363 * DAY)}]


@pytest.mark.parametrize("cursor", ["2026-01-01", "", 1.5, True, -1, {}, "-5", 1794873600000000])
def test_a_cursor_that_is_no_number_fails_its_stream_alone(connector, organizations, cursor):
    config = connector.config(organizations[0])
    state = [message({"timeRangeEnd": cursor})]
    output = connector.read(config, BY_TIME, state=state)
    (error,) = output.errors
    assert f"timeRangeEnd must be milliseconds since 1970, not {cursor!r}" in error["message"]
    assert error["failure_type"] == "config_error"
    assert (output.states(STREAM), output.statuses(STREAM)) == ([], ["STARTED", "INCOMPLETE"])
    assert output.statuses(BY_TIME[1])[-1] == "COMPLETE"


def test_the_last_moment_of_the_year_9999_is_a_cursor_and_the_next_is_none():
    last = 253_402_300_799_999

    assert read_cursors({"timeRangeEnd": str(last)}, [1337]) == {1337: last}
    with pytest.raises(StateError, match=f"not '{last + 1}'"):
        read_cursors({"timeRangeEnd": str(last + 1)}, [1337])


WRONG = {
    "text": ("text", "not 'text'"),
    "number": (5, "not 5"),
    "zero": (0, "not 0"),
    "false": (False, "not False"),
    "list of text": (["text"], "not 'text'"),
    "list of lists": ([[]], "not []"),
    "list with null": ([None], "not None"),
    "number for a stream": ({STREAM: 5}, f"the state of {STREAM} must be an object, not 5"),
    "list for a stream": ([message([1])], f"the state of {STREAM} must be an object, not [1]"),
    "stream without name": ([{"type": "STREAM", "stream": {}}], "name must be a string, not None"),
    "stream that is a text": ([{"stream": STREAM}], f"stream must be an object, not '{STREAM}'"),
    "global that is a list": ([{"type": "GLOBAL", "global": []}], "global must be an object"),
    "global of an object": ([{"global": {"stream_states": {"a": 1}}}], "must be a list"),
    "data that is a number": ([{"data": 7}], "data must be an object, not 7"),
}


@pytest.mark.parametrize("form", WRONG)
def test_a_state_file_that_means_nothing_is_a_configuration_error(connector, organizations, form):
    document, wrong = WRONG[form]
    output = connector.read(connector.config(organizations[0]), [STREAM], state=document)
    assert_is_about_the_state(output.error)
    assert wrong in output.error.message
    assert output.requests == []


CONTENTS = {
    "empty": (
        b"",
        "is empty: to read from the beginning, leave --state out or write [] into the file",
    ),
    "blank": (b" \n", "is empty"),
    "half": (b'[{"type": "STREAM"', "is not JSON"),
    "binary": (b"\xff\xfe\x00", "cannot be read"),
}


@pytest.mark.parametrize("content", CONTENTS)
def test_a_state_file_without_json_is_a_configuration_error(tmp_path, content):
    written, wrong = CONTENTS[content]
    path = tmp_path / "state.json"
    path.write_bytes(written)
    with pytest.raises(AirbyteTracedException) as raised:
        SourceLinkedInPages.read_state(str(path))
    assert raised.value.failure_type is FailureType.config_error
    assert wrong in str(raised.value.message)


FILES = {
    "no configuration": (SourceLinkedInPages.read_config, None, "config file .* cannot be read"),
    "half a configuration": (SourceLinkedInPages.read_config, "{", "config file .* is not JSON"),
    "a list": (SourceLinkedInPages.read_config, "[]", "must have an object, not a list"),
    "no catalog": (SourceLinkedInPages.read_catalog, None, "catalog file .* cannot be read"),
    "an empty catalog": (SourceLinkedInPages.read_catalog, "", "catalog file .* is empty"),
    "an empty object": (SourceLinkedInPages.read_catalog, "{}", '"streams" is a required'),
    "what discover prints": (
        SourceLinkedInPages.read_catalog,
        '{"type": "CATALOG", "catalog": {"streams": []}}',
        "it must have a list of streams, each with stream, sync_mode and destination_sync_mode",
    ),
}


@pytest.mark.parametrize("file", FILES)
def test_any_other_file_that_cannot_be_used_is_a_configuration_error_too(tmp_path, file):
    read, written, wrong = FILES[file]
    path = tmp_path / "given.json"
    if written is not None:
        path.write_text(written)
        path.chmod(0o600)
    with pytest.raises(AirbyteTracedException) as raised:
        read(str(path))
    assert raised.value.failure_type is FailureType.config_error
    assert re.search(wrong, str(raised.value.message))
    assert "\n" not in str(raised.value.message)


def test_a_state_file_with_a_byte_order_mark_is_read(tmp_path):
    path = tmp_path / "state.json"
    path.write_text(json.dumps({STREAM: {"timeRangeEnd": 1}}), encoding="utf-8-sig")
    (found,) = SourceLinkedInPages.read_state(str(path))
    assert found.stream.stream_state == AirbyteStateBlob({"timeRangeEnd": 1})


def test_a_state_of_both_forms_is_read_for_both(connector, organizations, end):
    state = {**message({"timeRangeEnd": str(end - DAY)}), BY_TIME[1]: {"timeRangeEnd": end}}
    output = connector.read(connector.config(organizations[0]), BY_TIME, state=state)
    assert [len(output.rows(stream)) for stream in BY_TIME] == [1, 0]
    assert output.error is None


def test_keys_of_a_message_that_are_null_are_none(read, end):
    state = {**message({"timeRangeEnd": str(end - DAY)}), "global": None, "data": None}
    assert len(read([state]).rows(STREAM)) == 1


@pytest.mark.parametrize("each", [["1337"], "1337", 1337, []])
def test_cursors_of_organizations_that_are_no_mapping_are_a_configuration_error(read, each):
    output = read([message({"timeRangeEnd": "1", "organizations": each})])
    (error,) = output.errors
    assert error["failure_type"] == "config_error"
    assert f"organizations must map organizations to milliseconds, not {each!r}" in error["message"]


def test_an_organization_with_a_null_cursor_begins_at_the_beginning(read, organizations, end):
    one, other = organizations[:2]
    cursors = {str(one): str(end), str(other): None}
    rows = read([message({"organizations": cursors})], other).rows(STREAM)
    assert {row["organizationalEntity"] for row in rows} == {f"urn:li:organization:{other}"}
    assert len(rows) == 363


@pytest.mark.parametrize("state", [{"lastModified": "2022-01-31"}, {"timerangeend": "1"}])
def test_a_state_without_a_cursor_is_said_to_be_none(read, state):
    output = read([message(state)])
    assert len(output.rows(STREAM)) == 363
    assert f"the state of {STREAM} has no timeRangeEnd: reading from the beginning" in output.logs


def test_a_day_later_one_day_comes(tmp_path, monkeypatch):
    with Sandbox(organizations=1, now=NOON) as sandbox:
        monkeypatch.setenv("LINKEDIN_API_URL", sandbox.url)
        connector = Connector(sandbox, tmp_path)
        config = connector.config(sandbox.figures.organizations[0])
        first = connector.read(config, BY_TIME)
        sandbox.advance(days=1)
        later = connector.read(config, BY_TIME, state=first.kept)
        (row,) = later.rows(STREAM)
    assert row["timeRangeStart"] == first.rows(STREAM)[-1]["timeRangeEnd"]
    assert (len(later.requests), later.states(STREAM)[-1]) == (
        2,
        {"timeRangeEnd": str(row["timeRangeEnd"])},
    )


def test_a_state_does_not_go_back_whatever_comes(sandbox, organizations):
    settings = Settings.read({"org_id": organizations[0], "access_token": "AQtoken"})
    stream = StreamMessages(PAGES[STREAM], settings, sandbox.clock.now)
    list(stream.begin({"timeRangeEnd": 2 * DAY}))
    (reported,) = stream.take(Batch(STREAM, [], {organizations[0]: DAY}))
    assert reported.state.stream.stream_state == AirbyteStateBlob({"timeRangeEnd": str(2 * DAY)})


def emitted_cursors(sandbox, number):
    """How many cursors all states of a stream of so many organizations have together."""
    organizations = range(1, number + 1)
    config = {"org_id": "1", "org_ids": [str(each) for each in organizations]}
    settings = Settings.read({**config, "access_token": "AQtoken"})
    stream = StreamMessages(PAGES[STREAM], settings, sandbox.clock.now)
    list(stream.begin({}))
    batches = (Batch(STREAM, [], {each: DAY}, (each,)) for each in organizations)
    messages = [*(each for batch in batches for each in stream.take(batch)), *stream.end([])]
    states = [each.state.stream.stream_state for each in messages if each.state is not None]
    assert states[-1].organizations == {str(each): str(DAY) for each in organizations}
    return sum(len(state.__dict__.get("organizations", {})) for state in states)


def test_states_of_four_times_as_many_organizations_are_hardly_more_than_four_times_as_long(
    sandbox,
):
    assert emitted_cursors(sandbox, 400) < 6 * emitted_cursors(sandbox, 100)


# earlier days than were read


@pytest.fixture
def since(sandbox):
    """Writes a start date some days before the last available one."""
    return lambda days: f"{sandbox.figures.last_day - timedelta(days)}T00:00:00Z"


def test_an_earlier_start_date_reads_the_days_before_once_and_only_they(read, end, since):
    first = read(None, start_date=since(20))
    earlier = read(first.kept, start_date=since(60))
    assert [len(output.rows(STREAM)) for output in (first, earlier)] == [20, 40]
    starts = {row["timeRangeStart"] for row in (*first.rows(STREAM), *earlier.rows(STREAM))}
    assert starts == {end - days * DAY for days in range(1, 61)}
    assert (len(earlier.requests), earlier.states(STREAM)[-1]["timeRangeEnd"]) == (1, str(end))
    for days in (60, 20, 5):
        again = read(earlier.kept, start_date=since(days))
        assert (again.requests, again.states(STREAM)) == ([], earlier.states(STREAM)[-1:])


def test_a_state_says_what_was_not_read_beside_the_cursor(read, organizations, end, since):
    output = read(None, start_date=since(20))
    assert output.states(STREAM)[-1] == {
        "timeRangeEnd": str(end),
        "unread": {str(organizations[0]): [[str(end - 363 * DAY), str(end - 20 * DAY)]]},
    }


@pytest.mark.parametrize("days", [None, 363, 2_000])
def test_a_state_of_all_there_is_has_the_known_form(read, end, since, days):
    more = {} if days is None else {"start_date": since(days)}
    assert read(None, **more).states(STREAM)[-1] == {"timeRangeEnd": str(end)}


def test_by_a_state_of_the_known_form_all_before_it_was_read(read, end, since):
    output = read([message({"timeRangeEnd": str(end - DAY)})], start_date=since(60))
    assert len(output.rows(STREAM)) == 1
    assert output.states(STREAM)[-1] == {"timeRangeEnd": str(end)}


def test_each_of_several_organizations_gets_its_own_earlier_days(read, organizations, since):
    one, other = organizations[:2]
    first = read(None, start_date=since(20))
    both = read(first.kept, other, start_date=since(60))
    reported = Counter(row["organizationalEntity"] for row in both.rows(STREAM))
    assert reported == {f"urn:li:organization:{one}": 40, f"urn:li:organization:{other}": 60}
    assert len(both.requests) == 2
    assert read(both.kept, other, start_date=since(60)).requests == []


def test_earlier_days_that_were_refused_are_read_by_the_next_sync(
    connector, read, organizations, end, since
):
    first = read(None, start_date=since(20))
    connector.sandbox.faults.add(status=403, times=1)
    partly = read(first.kept, start_date=since(60))
    assert (partly.rows(STREAM), partly.statuses(STREAM)[-1]) == ([], "INCOMPLETE")
    refused = {str(organizations[0]): [[str(end - 60 * DAY), str(end - 20 * DAY)]]}
    assert partly.states(STREAM) == [{**first.states(STREAM)[-1], "missing": refused}]
    later = read(partly.kept, start_date=since(60))
    assert (len(later.rows(STREAM)), "missing" in later.states(STREAM)[-1]) == (40, False)


def test_a_stream_of_which_nothing_came_yet_can_begin_earlier(connector, read, end, since):
    connector.sandbox.faults.add(status=403, times=1)
    first = read(None, start_date=since(20))
    assert first.states(STREAM)[-1]["timeRangeEnd"] == str(end - 20 * DAY)
    earlier = read(first.kept, start_date=since(60))
    assert (len(earlier.rows(STREAM)), len(earlier.requests)) == (60, 1)


@pytest.mark.parametrize("unread", [5, ["1"], {"1337": 5}, {"1337": [["1"]]}, {"1337": [[1, "x"]]}])
def test_what_was_not_read_must_be_windows_of_organizations(read, unread):
    output = read([message({"timeRangeEnd": "1", "unread": unread})])
    (error,) = output.errors
    assert error["failure_type"] == "config_error"
    assert "milliseconds since 1970" in error["message"]


@pytest.mark.parametrize("missing", [5, ["1"], {"1337": 5}, {"1337": [["1"]]}])
def test_what_is_missing_must_be_windows_of_organizations(read, missing):
    (error,) = read([message({"timeRangeEnd": "1", "missing": missing})]).errors
    assert error["failure_type"] == "config_error"
    assert "missing must map organizations to pairs" in error["message"]


# days that LinkedIn leaves out


@pytest.fixture
def odd(connector, monkeypatch):
    """A connector whose LinkedIn can leave out days."""
    with OddStatistics() as linkedin:
        monkeypatch.setenv("LINKEDIN_API_URL", linkedin.url)
        yield linkedin


def test_a_day_that_was_left_out_comes_with_the_next_sync(odd, read, organizations, end):
    hole = end - 100 * DAY
    odd.absent = {hole}
    first = read(None)
    assert len(first.rows(STREAM)) == 362
    window = {str(organizations[0]): [[str(hole), str(hole + DAY)]]}
    assert first.states(STREAM)[-1] == {
        "timeRangeEnd": str(end),
        "unread": window,
        "missing": window,
    }
    odd.absent = set()
    second = read(first.kept)
    assert [row["timeRangeStart"] for row in second.rows(STREAM)] == [hole]
    assert second.states(STREAM)[-1] == {"timeRangeEnd": str(end)}


# days and months


def test_days_are_refused_after_months_and_months_after_days(read, organizations):
    months = read(None, time_granularity_type="MONTH")
    assert months.states(STREAM)[-1]["time_granularity_type"] == "MONTH"
    assert read(months.kept, time_granularity_type="MONTH").requests == []
    days = read(None)
    for state, then, now in ((months, "MONTH", "DAY"), (days, "DAY", "MONTH")):
        output = read(state.kept, time_granularity_type=now)
        (error,) = output.errors
        assert (
            f"time_granularity_type is {now}, but the rows so far were read with {then}"
            in (error["message"])
        )
        assert (error["failure_type"], output.requests) == ("config_error", [])


def test_a_state_of_the_known_connector_from_before_all_statistics_fits_months(read):
    output = read([message({"timeRangeEnd": "1600000000000"})], time_granularity_type="MONTH")
    assert (output.error, len(output.rows(STREAM)) >= 10) == (None, True)


# forms that nobody writes

BROKEN = {
    "stream is text": [{"type": "STREAM", "stream": "x"}],
    "no descriptor": [{"type": "STREAM", "stream": {"stream_state": {}}}],
    "no name": [{"type": "STREAM", "stream": {"stream_descriptor": {}, "stream_state": {}}}],
    "null name": [message({}, None)],
    "state is a list": [message([1])],
    "global is a list": [{"type": "GLOBAL", "global": []}],
    "global has a number": [{"type": "GLOBAL", "global": {"stream_states": 5}}],
    "data is a list": [{"type": "LEGACY", "data": [1]}],
    "list in a list": [[[[]]]],
    "a number in it": [1],
}


@pytest.mark.parametrize("form", BROKEN)
def test_a_state_of_no_form_is_an_error_that_says_what_is_wrong(read, form):
    output = read(BROKEN[form])
    assert_is_about_the_state(output.error)
    assert output.requests == []


@pytest.mark.parametrize("text", ["", "{", "[1", "\0", "[" * 100_000, "\ud800"])
def test_a_state_file_that_is_not_json_is_an_error_that_names_it(tmp_path, text):
    file = tmp_path / "odd_state.json"
    file.write_bytes(text.encode(errors="surrogatepass"))
    with pytest.raises(AirbyteTracedException) as caught:
        SourceLinkedInPages.read_state(str(file))
    assert_is_about_the_state(caught.value)
    assert str(file) in caught.value.message


def assert_is_about_the_state(error):
    assert isinstance(error, AirbyteTracedException)
    assert error.message.startswith("The state cannot be used: ")
    assert error.failure_type == FailureType.config_error


@pytest.mark.parametrize("organizations", [[1337], "1337", 5])
def test_cursors_of_organizations_must_be_an_object(organizations):
    with pytest.raises(StateError, match="organizations must map organizations to milliseconds"):
        read_cursors({"timeRangeEnd": "1", "organizations": organizations}, [1337])


def test_an_organization_that_a_state_names_in_two_ways_has_one_cursor():
    state = {"organizations": {"1337": "5", "urn:li:organization:1337": "9"}}
    assert read_cursors(state, [1337]) == {1337: 9}


# several organizations


def test_each_organization_has_a_cursor_beside_that_of_the_slowest(read, organizations, end):
    output = read(None, organizations[1])
    one, other = map(str, organizations[:2])
    assert output.states(STREAM)[-1] == {
        "timeRangeEnd": str(end),
        "organizations": {one: str(end), other: str(end)},
    }
    first = output.states(STREAM)[0]
    assert len(first["organizations"]) == 1
    assert first["timeRangeEnd"] == str(end - 363 * DAY)  # the other has not begun


def test_each_organization_is_taken_up_where_it_stands(read, organizations, end):
    one, other, new = organizations[:3]
    cursors = {str(one): str(end - DAY), str(other): end - 2 * DAY}
    state = [message({"timeRangeEnd": str(end - 2 * DAY), "organizations": cursors})]
    rows = read(state, other, new).rows(STREAM)
    reported = [row["organizationalEntity"].rpartition(":")[2] for row in rows]
    assert {number: reported.count(number) for number in set(reported)} == {
        str(one): 1,
        str(other): 2,
        str(new): 363,
    }


def test_a_state_of_one_organization_is_that_of_the_first_when_others_come(
    read, organizations, end
):
    output = read([message({"timeRangeEnd": str(end)})], organizations[1])
    assert {row["organizationalEntity"] for row in output.rows(STREAM)} == {
        f"urn:li:organization:{organizations[1]}"
    }
    assert len(output.requests) == 1


def test_a_second_read_of_several_asks_nothing(read, organizations):
    first = read(None, *organizations[1:4])
    again = read(first.kept, *organizations[1:4])
    assert (again.requests, again.states(STREAM)) == ([], first.states(STREAM)[-1:])


def test_an_organization_that_is_left_out_for_a_while_keeps_its_place(read, organizations, end):
    both = read(None, organizations[1])
    alone = read(both.kept)
    assert (alone.requests, alone.states(STREAM)) == ([], both.states(STREAM)[-1:])
    assert read(alone.kept, organizations[1]).requests == []


def test_a_refused_organization_holds_the_common_cursor_back(read, refused, organizations, end):
    output = read(None, refused)
    assert output.states(STREAM)[-1] == {
        "timeRangeEnd": str(end - 363 * DAY),
        "organizations": {str(organizations[0]): str(end)},
    }


def test_cursors_of_what_is_no_organization_are_refused():
    with pytest.raises(InvalidArgumentError, match="acme"):
        read_cursors({"organizations": {"acme": "1"}}, [1337])


NUMBERS = st.integers(1, 253_402_300_799_999)
CURSORS = st.dictionaries(NUMBERS, NUMBERS, max_size=5)


@given(CURSORS, st.lists(NUMBERS, min_size=1, max_size=5, unique=True), NUMBERS)
def test_what_is_written_is_read_back(cursors, organizations, start):
    state = write_cursors(cursors, organizations, start)
    reported = read_cursors(state, organizations)
    if "organizations" in state:
        assert reported == cursors
    else:  # the known format does not distinguish a cursor from a start
        assert reported == cursors or reported == {organizations[0]: start}


@given(CURSORS, st.lists(NUMBERS, min_size=1, max_size=5, unique=True), NUMBERS)
def test_the_common_cursor_is_never_ahead_of_an_organization(cursors, organizations, start):
    common = int(write_cursors(cursors, organizations, start)["timeRangeEnd"])
    assert all(common <= cursors.get(number, start) for number in organizations)


def test_the_last_of_several_states_counts():
    both = [message({"timeRangeEnd": "1"}), message({"timeRangeEnd": "2"})]
    assert by_stream(state_messages(both)) == {STREAM: {"timeRangeEnd": "2"}}
