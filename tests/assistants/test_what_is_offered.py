"""What a client sees of the server: frozen, since assistants depend on each word of it.

To freeze it again after a change that is meant:
`python -m pytest tests/assistants -k frozen --override-ini=addopts= -p no:cacheprovider` shows the
difference; `offered.json` is what `offered()` returns.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from linkedin_api.assistants.setup import PERMISSIONS
from linkedin_api.sources.catalogue.ads import ADS
from linkedin_api.sources.catalogue.pages import PAGES

FROZEN = Path(__file__).with_name("offered.json")
PAGE = 2414183


def offered(assistant):
    """Names, schemas and hints of all tools, and the names of the rest."""
    tools = {
        name: {
            "title": tool.title,
            "description": tool.description,
            "input": tool.input_schema,
            "output": tool.output_schema,
            "hints": tool.annotations.model_dump(exclude_none=True),
        }
        for name, tool in assistant.tools().items()
    }
    templates = assistant.ask("list_resource_templates").resource_templates
    return {
        "tools": tools,
        "resources": sorted(str(each.uri) for each in assistant.ask("list_resources").resources),
        "templates": [each.uri_template for each in templates],
        "prompts": sorted(each.name for each in assistant.ask("list_prompts").prompts),
    }


def test_names_schemas_and_hints_are_the_frozen_ones(make):
    now = offered(make(allowed=PERMISSIONS))

    assert json.loads(json.dumps(now)) == json.loads(FROZEN.read_text())


def test_every_argument_and_every_field_is_described(make):
    for name, tool in make(allowed=PERMISSIONS).tools().items():
        for argument, schema in tool.input_schema["properties"].items():
            assert schema.get("description"), (name, argument)
        for field, schema in tool.output_schema["properties"].items():
            assert schema.get("description"), (name, field)


@pytest.mark.parametrize(
    ("uri", "holds"),
    [
        ("linkedin://tables", "post_statistics"),
        ("linkedin://tables/posts", "commentary"),
        ("linkedin://tables/ad_campaigns", "sync"),
        ("linkedin://permissions", "r_organization_social"),
        ("linkedin://versions", "202608"),
        ("linkedin://state", "page_statistics"),
        ("linkedin://quota", "midnight UTC"),
    ],
)
def test_a_resource_is_a_document(reader, uri, holds):
    (content,) = reader.ask("read_resource", uri).contents

    assert content.mime_type == "application/json"
    assert holds in content.text
    assert isinstance(json.loads(content.text), dict)


def test_the_resource_of_a_table_has_the_columns_that_sql_knows(reader):
    (content,) = reader.ask("read_resource", "linkedin://tables/posts").contents
    columns = json.loads(content.text)["columns"]["posts"]

    rows = reader.call("query_tables", sql=f"SELECT {', '.join(columns)} FROM posts LIMIT 1")

    assert len(rows["rows"][0]) == len(columns) > 20


def test_a_table_that_does_not_exist_is_answered_with_those_that_do(make):
    (content,) = make().ask("read_resource", "linkedin://tables/nothing").contents

    assert json.loads(content.text)["tables"] == [*PAGES, *ADS]


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("weekly_page_report", {"page": "2414183"}),
        ("why_was_i_refused", {"error": "status 403"}),
        ("draft_a_post", {"topic": "engines", "page": "2414183"}),
        ("compare_two_pages", {"first": "2414183", "second": "2414184"}),
    ],
)
def test_a_prompt_names_tools_that_are_there(make, name, arguments):
    (message,) = make().ask("get_prompt", name, arguments).messages

    text = message.content.text
    assert all(value in text for value in arguments.values())
    assert any(tool in text for tool in make().tools())


def test_a_page_of_which_nothing_is_there_says_so(reader):
    assert "no data of Page 7 is here" in reader.refused("page_totals", page=7)
    assert "no data of Page 7 is here" in reader.refused(
        "follower_breakdown", page=7, by="function"
    )
    note = reader.call("page_series", page=7, measure="shares")["note"]
    assert note.startswith("There is no data of this Page")


def test_syncing_fills_the_tables_that_the_tools_read(make, linkedin):
    assistant = make()

    report = assistant.call("sync_tables", tables=["total_follower_count"], pages=[PAGE])
    totals = assistant.call("page_totals", page=PAGE)

    assert report["facts"]["complete"] is True
    assert report["facts"]["rows"] == {"total_follower_count": 1}
    assert report["calls_made"] == len(
        [each for each in linkedin.requests if each.path.startswith("/rest")]
    )
    assert totals["facts"]["followers"] > 0
    assert "share_statistics" in totals["note"]
