"""`source-linkedin-ads`: configurations, streams, states and rows in the known forms."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from airbyte_cdk.models.connector_metadata import MetadataFile
from airbyte_connector import NOTHING_TO_KEEP, Output, captured_logs, understood
from jsonschema import Draft7Validator
from noon import NOON

import linkedin_api
from linkedin_api.clients.named_files import write_private
from linkedin_api.sandbox import Match, Sandbox
from linkedin_api.sources.engines.airbyte.ads.settings import AdsSettings
from linkedin_api.sources.engines.airbyte.ads.source import SourceLinkedInAds
from linkedin_api.sources.engines.airbyte.ads.specification import CONNECTION
from linkedin_api.sources.engines.airbyte.ads.streams import streams_of
from linkedin_api.sources.engines.airbyte.entrypoint import Entrypoint
from linkedin_api.sources.engines.airbyte.settings import ConfigError
from linkedin_api.sources.reading.retry_policy import source_retry

FOLDER = Path(__file__).parents[4] / "connectors" / "source-linkedin-ads"
DAYS = 10
FIRST = NOON.date() - timedelta(DAYS)
TODAY = NOON.date()
ACCOUNTS = (512000001, 512000002)
MEMBERS = "ad_member_seniority_analytics"
CAMPAIGN_FIRST = ("sponsoredCampaign", "string_of_pivot_values")
CUSTOM = {
    "ad_analytics_reports": [
        {"name": "placements", "pivot_by": "PLACEMENT_NAME", "time_granularity": "DAILY"}
    ],
    "ad_statistics_reports": [
        {
            "name": "objectives",
            "pivots": ["OBJECTIVE_TYPE", "SERVING_LOCATION"],
            "time_granularity": "MONTHLY",
        }
    ],
}


@pytest.fixture(scope="module")
def running() -> Iterator[Sandbox]:
    with Sandbox(now=NOON, campaigns=2, ad_days=30, kept_requests=10_000) as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Sandbox:
    running.reset()
    monkeypatch.setenv("LINKEDIN_API_URL", running.url)
    monkeypatch.setenv("LINKEDIN_OAUTH_URL", running.url)
    return running


@pytest.fixture
def connector(sandbox: Sandbox, tmp_path: Path) -> Connector:
    return Connector(sandbox, tmp_path)


class Connector:
    """Runs commands of the connector against a sandbox."""

    def __init__(self, sandbox: Sandbox, folder: Path) -> None:
        self.sandbox = sandbox
        self._folder = folder

    def config(self, **more: Any) -> dict[str, Any]:
        token = {"auth_method": "access_token", "access_token": self.sandbox.access_token()}
        return {"credentials": token, "start_date": str(FIRST), "num_workers": 4, **more}

    def run(self, command: str, **files: Any) -> Output:
        """Run a command; what it raises at its end is in the output."""
        before, error = len(self.sandbox.requests), None
        arguments, lines = [command], []
        for name, content in files.items():
            path = self._folder / f"{name}.json"
            write_private(path, json.dumps(content))
            arguments += [f"--{name}", str(path)]
        source = SourceLinkedInAds(retry=source_retry(0, 0), now=self.sandbox.clock.now)
        parsed = Entrypoint.parse_args(arguments)
        with captured_logs() as logs:
            try:
                lines += Entrypoint(source).run(parsed)
            except Exception as raised:  # noqa: BLE001  the output says so
                error = raised
        text = "\n".join([*logs(), *lines])
        return Output(understood(text), self.sandbox.requests[before:], error, text)

    def read(self, *streams: str, state: Any = None, mode: str = "incremental", **more: Any) -> Any:
        catalog = {
            "streams": [
                {
                    "stream": {
                        "name": name,
                        "json_schema": {},
                        "supported_sync_modes": ["full_refresh", "incremental"],
                    },
                    "sync_mode": mode,
                    "destination_sync_mode": "append",
                }
                for name in streams
            ]
        }
        files = {"state": state} if state is not None else {}
        return self.run("read", config=self.config(**more), catalog=catalog, **files)


def state_of(stream: str, state: Mapping[str, Any]) -> list[dict[str, Any]]:
    descriptor = {"stream_descriptor": {"name": stream}, "stream_state": dict(state)}
    return [{"type": "STREAM", "stream": descriptor}]


def test_the_streams_are_those_of_the_known_connector_and_the_reports(connector):
    (found,) = connector.run("discover", config=connector.config(**CUSTOM)).of("CATALOG")
    streams = {each["name"]: each for each in found["streams"]}
    assert list(streams) == [
        "accounts",
        "organizations",
        "account_users",
        "campaign_groups",
        "campaigns",
        "creatives",
        "conversions",
        "lead_forms",
        "lead_form_responses",
        "videos",
        "ad_campaign_analytics",
        "ad_creative_analytics",
        "ad_impression_device_analytics",
        "ad_member_company_size_analytics",
        "ad_member_country_analytics",
        "ad_member_job_function_analytics",
        "ad_member_job_title_analytics",
        "ad_member_industry_analytics",
        "ad_member_seniority_analytics",
        "ad_member_region_analytics",
        "ad_member_company_analytics",
        "custom_placements",
        "custom_statistics_objectives",
    ]
    keys = {name: [key for (key,) in each["source_defined_primary_key"]] for name, each in
            streams.items()}  # fmt: skip
    assert keys["account_users"] == ["account", "user"]
    assert keys["campaigns"] == ["id"]
    with_campaign = ["string_of_pivot_values", "end_date", "sponsoredCampaign"]
    assert keys["ad_campaign_analytics"] == keys["custom_placements"] == with_campaign
    assert keys["ad_creative_analytics"] == keys[MEMBERS] == with_campaign[:2]
    cursors = {name: each.get("default_cursor_field") for name, each in streams.items()}
    assert cursors["accounts"] is None
    assert cursors["campaigns"] == ["lastModified"]
    assert cursors["creatives"] == ["lastModifiedAt"]
    assert cursors[MEMBERS] == ["end_date"]


def test_the_campaign_joins_the_keys_of_member_streams_on_choice(connector):
    config = connector.config(campaign_in_keys=True)
    (found,) = connector.run("discover", config=config).of("CATALOG")
    keys = {each["name"]: each["source_defined_primary_key"] for each in found["streams"]}
    assert keys[MEMBERS][-1] == ["sponsoredCampaign"]


def test_every_row_fits_its_schema_and_every_stream_completes(connector):
    streams = streams_of(AdsSettings.read(connector.config(**CUSTOM)))
    begin = str(TODAY - timedelta(2))
    output = connector.read(*streams, **CUSTOM, start_date=begin, account_ids=[ACCOUNTS[0]])
    assert output.error is None
    for name, stream in streams.items():
        rows = output.rows(name)
        assert bool(rows) == (name != "videos"), name  # a sandbox has none of these creatives
        assert output.statuses(name)[-1] == "COMPLETE"
        validator = Draft7Validator(stream.table.schema)
        assert not [error for row in rows for error in validator.iter_errors(row)], name
        key = stream.table.primary_key
        key = (*key, "sponsoredCampaign") if stream.growth == "report" else key
        keys = [tuple(row.get(part) for part in key) for row in rows]
        assert len(set(keys)) == len(keys), name


def test_rows_of_reports_are_what_the_figures_say(connector, sandbox):
    output = connector.read("ad_impression_device_analytics", "ad_campaign_analytics")
    for stream, pivots in (
        ("ad_campaign_analytics", ("CAMPAIGN",)),
        ("ad_impression_device_analytics", ("CAMPAIGN", "IMPRESSION_DEVICE_TYPE")),
    ):
        expected = {
            (urn.rpartition(":")[2], ",".join(rest) or urn, str(row.first)): row.metrics["clicks"]
            for row in sandbox.figures.ads.rows(pivots, FIRST, metrics=["clicks"])
            for urn, *rest in [row.pivot_values]
            if row.metrics.get("clicks")
        }
        assert expected == {
            (row["sponsoredCampaign"], row["string_of_pivot_values"], row["end_date"]): row[
                "clicks"
            ]
            for row in output.rows(stream)
            if row["clicks"]
        }


def test_rows_have_the_known_form(connector):
    output = connector.read("campaigns", "ad_creative_analytics", "ad_member_country_analytics")
    campaign, creative = output.rows("campaigns")[0], output.rows("ad_creative_analytics")[0]
    member = output.rows("ad_member_country_analytics")[0]
    assert campaign["lastModified"].startswith("20")
    assert "changeAuditStamps" not in campaign
    assert creative["pivotValues"] == [creative["string_of_pivot_values"]]
    assert creative["string_of_pivot_values"].endswith(creative["sponsoredCreative"])
    assert (creative["pivot"], creative["start_date"]) == ("CREATIVE", creative["end_date"])
    assert isinstance(creative["costInUsd"], float)
    assert member["pivotValues"][0].startswith("urn:li:geo:")
    assert member["sponsoredCampaign"]


def test_targeting_becomes_lists_of_types_and_values():
    from linkedin_api.sources.engines.airbyte.ads.rows import entity

    facet = "urn:li:adTargetingFacet:seniorities"
    criteria = {
        "include": {"and": [{"or": {facet: ["urn:li:seniority:6"]}}]},
        "exclude": {"or": {facet: ["urn:li:seniority:1"]}},
    }
    row = entity({"targetingCriteria": criteria}, 5)
    assert row["targetingCriteria"] == {
        "include": {"and": [{"or": [{"type": facet, "values": ["urn:li:seniority:6"]}]}]},
        "exclude": {"or": [{"type": facet, "values": ["urn:li:seniority:1"]}]},
    }


@pytest.mark.parametrize(
    "odd",
    [
        {"changeAuditStamps": 5},
        {"changeAuditStamps": {"lastModified": {"time": 10**20}}},
        {"targetingCriteria": {"include": 5, "exclude": 5}},
        {"targetingCriteria": {"include": {"and": 5}}},
        {"lastModified": {"time": 5}},
    ],
    ids=repr,
)
def test_an_odd_field_of_an_entity_costs_neither_its_row_nor_others(connector, sandbox, odd):
    elements = [{"id": 1, **odd}, {"id": 2}]
    sandbox.faults.add(Match(resource="adCampaigns"), body={"elements": elements, "metadata": {}})
    output = connector.read("campaigns", "accounts", account_ids=ACCOUNTS[:1])
    assert output.error is None
    assert [row["id"] for row in output.rows("campaigns")] == [1, 2]


def test_a_change_in_the_future_does_not_hide_those_that_follow(connector, sandbox):
    stamps = [
        {"changeAuditStamps": {"lastModified": {"time": int(moment.timestamp() * 1000)}}}
        for moment in (NOON + timedelta(400), NOON - timedelta(1))
    ]
    elements = [{"id": number, **each} for number, each in enumerate(stamps)]
    sandbox.faults.add(Match(resource="adCampaigns"), body={"elements": elements, "metadata": {}})
    first = connector.read("campaigns", account_ids=ACCOUNTS[:1])
    again = connector.read("campaigns", account_ids=ACCOUNTS[:1], state=first.kept)
    assert len(first.rows("campaigns")) == len(again.rows("campaigns")) == 2


def test_videos_are_those_that_posts_of_creatives_show_and_messages_have_none(
    tmp_path, monkeypatch
):
    with Sandbox(now=NOON, ad_accounts=1, campaigns=12, ad_days=5, kept_requests=500) as sandbox:
        monkeypatch.setenv("LINKEDIN_API_URL", sandbox.url)
        connector = Connector(sandbox, tmp_path)
        asked = connector.read("videos", mode="full_refresh").requests
        (urns,) = [each.keys for each in asked if each.resource == "videos"]
        video = {"id": urns[0], "duration": 7000, "status": "AVAILABLE"}
        answer = {"results": {urns[0]: video}, "errors": {urns[1]: {"status": 404}}}
        sandbox.faults.add(Match(resource="videos"), body=answer)
        output = connector.read("videos", mode="full_refresh")
    assert all(urn.startswith("urn:li:video:") for urn in urns)
    posts = [urn for each in asked if each.resource == "posts" for urn in each.keys]
    assert {urn.split(":")[2] for urn in posts} <= {"share", "ugcPost"}
    assert output.rows("videos") == [video]
    assert output.statuses("videos")[-1] == "COMPLETE"


def test_a_video_that_linkedin_could_not_serve_makes_the_stream_incomplete(sandbox, connector):
    asked = connector.read("videos", mode="full_refresh").requests
    urns = [urn for each in asked if each.resource == "videos" for urn in each.keys]
    errors = {urns[0]: {"status": 503, "message": "busy"}}
    sandbox.faults.add(Match(resource="videos"), body={"results": {}, "errors": errors})
    output = connector.read("videos", mode="full_refresh")
    assert output.statuses("videos")[-1] == "INCOMPLETE"
    assert output.errors[0]["failure_type"] == "transient_error"
    assert "503 busy" in output.errors[0]["message"]


def first_days(output: Output) -> set[date]:
    found = [each.params["dateRange"]["start"] for each in output.requests
             if "dateRange" in each.params]  # fmt: skip
    return {date(*(int(each[name]) for name in ("year", "month", "day"))) for each in found}


def test_a_sync_goes_on_from_its_own_state_and_reads_the_lookback_window_again(connector):
    first = connector.read("ad_campaign_analytics")
    state = first.states("ad_campaign_analytics")[-1]
    yesterday = str(TODAY - timedelta(1))
    assert state["end_date"] == yesterday
    assert state["accounts"][str(ACCOUNTS[0])] == yesterday
    again = connector.read("ad_campaign_analytics", state=first.kept, lookback_window=3)
    assert first_days(again) == {TODAY - timedelta(3)}
    assert again.states("ad_campaign_analytics")[-1] == state


@pytest.mark.parametrize(
    "state",
    [
        {"end_date": str(TODAY - timedelta(4))},
        {
            "end_date": str(TODAY - timedelta(4)),
            "parent_state": {"campaigns": {"lastModified": "2020-01-01"}},
        },
        {
            "states": [
                {"partition": {"campaign": 1}, "cursor": {"end_date": str(TODAY)}},
                {"partition": {"campaign": 2}, "cursor": {"end_date": str(TODAY - timedelta(4))}},
            ],
            "state": {"end_date": str(TODAY)},
            "use_global_cursor": False,
        },
    ],
    ids=["global", "global with parents", "for each campaign"],
)
def test_a_state_of_the_known_connector_is_taken(connector, state):
    output = connector.read("ad_campaign_analytics", state=state_of("ad_campaign_analytics", state))
    assert output.error is None
    assert first_days(output) == {TODAY - timedelta(4)}


def of_the_known_connector(*streams: str) -> list[dict[str, Any]]:
    """A state of one day for all accounts, which only a list of accounts makes complete."""
    return [each for name in streams for each in state_of(name, {"end_date": str(TODAY)})]


def test_states_without_accounts_have_them_listed_once_for_all_streams(connector):
    streams = ("ad_campaign_analytics", "ad_creative_analytics", "ad_impression_device_analytics")
    output = connector.read(*streams, state=of_the_known_connector(*streams))
    assert [request.resource for request in output.requests].count("adAccounts") == 2


def test_accounts_that_cannot_be_listed_for_a_state_fail_its_stream_alone(connector, sandbox):
    sandbox.faults.add(Match(resource="adAccounts"), status=403, times=1)
    state = of_the_known_connector("ad_campaign_analytics")
    output = connector.read("ad_campaign_analytics", "campaigns", state=state)
    assert output.statuses("ad_campaign_analytics") == ["STARTED", "INCOMPLETE"]
    assert output.statuses("campaigns")[-1] == "COMPLETE"
    assert output.errors[0]["failure_type"] == "config_error"
    assert not output.states("ad_campaign_analytics")


def test_a_state_of_the_last_day_there_is_is_an_error_of_its_account_alone(connector):
    days = {str(ACCOUNTS[0]): "9999-12-31", str(ACCOUNTS[1]): str(FIRST)}
    output = connector.read(
        "ad_campaign_analytics", state=state_of("ad_campaign_analytics", {"accounts": days})
    )
    assert output.statuses("ad_campaign_analytics")[-1] == "INCOMPLETE"
    assert "which is in the future" in output.errors[0]["message"]
    assert output.rows("ad_campaign_analytics")
    assert output.states("ad_campaign_analytics")[-1]["accounts"][str(ACCOUNTS[0])] == "9999-12-31"


def newest_of(output: Output) -> dict[str, str]:
    """The time of the last change of any campaign, by account."""
    rows = output.rows("campaigns")
    accounts = {row["account"] for row in rows}
    return {
        each.rpartition(":")[2]: max(row["lastModified"] for row in rows if row["account"] == each)
        for each in accounts
    }


def test_an_account_that_joins_later_is_read_from_its_beginning(connector):
    first = connector.read("campaigns", account_ids=ACCOUNTS[:1])
    both = connector.read("campaigns", state=first.kept, account_ids=ACCOUNTS)
    alone = connector.read("campaigns", account_ids=ACCOUNTS[1:])
    joined = f"urn:li:sponsoredAccount:{ACCOUNTS[1]}"
    assert [row for row in both.rows("campaigns") if row["account"] == joined] == alone.rows(
        "campaigns"
    )


def test_an_account_that_could_not_be_read_keeps_its_place_and_the_others_go_on(connector, sandbox):
    sandbox.faults.add(Match(resource="adCampaigns"), status=403, times=1)
    output = connector.read("campaigns", account_ids=ACCOUNTS, num_workers=1)
    assert output.statuses("campaigns")[-1] == "INCOMPLETE"
    assert output.states("campaigns")[-1]["accounts"] == newest_of(output)
    rest = connector.read("campaigns", account_ids=ACCOUNTS, state=output.kept)
    every = connector.read("campaigns", account_ids=ACCOUNTS)
    ids = {row["id"] for row in (*output.rows("campaigns"), *rest.rows("campaigns"))}
    assert ids == {row["id"] for row in every.rows("campaigns")}


@pytest.mark.parametrize("known", ["2026-11-01", 1793491200000])
def test_a_known_state_of_what_changed_is_that_of_all_accounts(connector, known):
    output = connector.read("campaigns", state=state_of("campaigns", {"lastModified": known}))
    rows = connector.read("campaigns").rows("campaigns")
    assert output.rows("campaigns") == [row for row in rows if row["lastModified"] >= "2026-11-01"]


def test_a_known_state_stays_if_nothing_can_be_read(connector, sandbox):
    sandbox.faults.add(Match(resource="adCampaigns"), status=403)
    known = {"lastModified": "2026-11-01"}
    output = connector.read("campaigns", state=state_of("campaigns", known))
    assert output.states("campaigns") == [known]


def test_only_what_changed_is_emitted_of_entities(connector):
    every = connector.read("campaigns")
    state = every.states("campaigns")[-1]
    newest = newest_of(every)
    assert state == {"lastModified": min(newest.values()), "accounts": newest}
    again = connector.read("campaigns", state=every.kept)
    assert newest_of(again) == newest
    assert all(row["lastModified"] in newest.values() for row in again.rows("campaigns"))
    assert len(again.rows("campaigns")) < len(every.rows("campaigns"))
    whole = connector.read("campaigns", state=every.kept, mode="full_refresh")
    assert len(whole.rows("campaigns")) == len(every.rows("campaigns"))
    assert whole.states("campaigns")[-1] == NOTHING_TO_KEEP


def test_an_account_that_cannot_be_read_makes_its_stream_incomplete_and_others_are_read(connector):
    output = connector.read("ad_campaign_analytics", account_ids=[ACCOUNTS[0], 777])
    assert output.statuses("ad_campaign_analytics")[-1] == "INCOMPLETE"
    assert output.rows("ad_campaign_analytics")
    assert "account 777: the token's member has no access" in output.errors[0]["message"]


def test_a_check_succeeds_and_names_what_is_missing(connector, sandbox):
    (status,) = connector.run("check", config=connector.config()).of("CONNECTION_STATUS")
    assert status["status"] == "SUCCEEDED"
    token = sandbox.access_token({"r_ads"})
    weak = connector.config(credentials={"access_token": token})
    (status,) = connector.run("check", config=weak).of("CONNECTION_STATUS")
    assert status["status"] == "SUCCEEDED"
    assert "ad_campaign_analytics: the token lacks the permission" in status["message"]
    wrong = connector.config(credentials={"access_token": "nothing"})
    (status,) = connector.run("check", config=wrong).of("CONNECTION_STATUS")
    assert status["status"] == "FAILED"


def test_a_refused_list_of_accounts_fails_the_check(connector, sandbox):
    sandbox.faults.add(Match(resource="adAccounts"), status=403)
    (status,) = connector.run("check", config=connector.config()).of("CONNECTION_STATUS")
    assert status["status"] == "FAILED"


@pytest.mark.parametrize(
    ("config", "says"),
    [
        ({"start_date": None}, "start_date is missing"),
        ({"start_date": "soon"}, "start_date must be a day"),
        ({"credentials": None}, "credentials must be given"),
        ({"account_ids": ["x"]}, "account_ids: an account must be a number"),
        ({"lookback_window": -1}, "lookback_window must be a whole number from 0"),
        ({"ad_analytics_reports": [{}]}, "ad_analytics_reports: each report needs a name"),
        (
            {"ad_analytics_reports": [
                {"name": "x", "pivot_by": "CAMPAIGNS", "time_granularity": "DAILY"}]},
            "not 'CAMPAIGNS'; did you mean CAMPAIGN?",
        ),
        (
            {"ad_analytics_reports": [
                {"name": "x", "pivot_by": "CAMPAIGN", "time_granularity": "WEEKLY"}]},
            "time_granularity must be 'DAILY' or 'MONTHLY' or 'YEARLY'",
        ),
        (
            {"ad_statistics_reports": [
                {"name": "x", "pivots": ["SHARE", "ACCOUNT", "COMPANY"],
                 "time_granularity": "DAILY"}]},
            "three pivots must include CAMPAIGN",
        ),
    ],
)  # fmt: skip
def test_a_wrong_configuration_names_the_field(config, says):
    usual = {"start_date": "2026-01-01", "credentials": {"access_token": "a"}}
    with pytest.raises(ConfigError, match=says):
        AdsSettings.read({**usual, **config})


@pytest.mark.parametrize(
    ("stream", "state", "says"),
    [
        ("ad_campaign_analytics", {"end_date": "soon"}, "end_date must be a day such as 2026-01"),
        ("campaigns", {"lastModified": "soon"}, "a cursor must be a time, not 'soon'"),
    ],
)
def test_a_wrong_state_is_an_error_and_nothing_is_read_or_kept(connector, stream, state, says):
    output = connector.read(stream, state=state_of(stream, state))
    assert says in output.errors[0]["message"]
    assert output.rows(stream) == []
    assert output.states(stream) == []


def test_the_specification_names_no_field_twice_and_hides_secrets():
    Draft7Validator.check_schema(CONNECTION)
    orders = [each["order"] for each in CONNECTION["properties"].values()]
    assert sorted(orders) == list(range(len(orders)))
    assert CONNECTION["required"] == ["start_date"]


def test_the_folder_names_streams_and_the_version_of_the_package():
    metadata = MetadataFile.from_file(FOLDER / "metadata.yaml")
    assert metadata.data.dockerImageTag == linkedin_api.__version__
    streams = streams_of(
        AdsSettings.read({"start_date": "2026-01-01", "credentials": {"access_token": "a"}})
    )
    assert metadata.data.suggestedStreams is not None
    assert set(metadata.data.suggestedStreams.streams) <= streams.keys()
    hosts = yaml.safe_load((FOLDER / "metadata.yaml").read_text())["data"]["allowedHosts"]["hosts"]
    assert hosts == ["api.linkedin.com", "www.linkedin.com"]
    assert "secrets/" in (FOLDER / ".gitignore").read_text().split()
