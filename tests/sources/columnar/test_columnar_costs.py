"""What the conversion costs, beside a program that one would write by hand for one table."""

from __future__ import annotations

import json

import pyarrow as pa
from measuring import times_as_much, work_of

from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.columnar import form_of

TABLE = PAGES["page_statistics_time_bound"]
VIEWS = tuple(
    TABLE.schema["properties"]["totalPageStatistics"]["properties"]["views"]["properties"]
)
DAY = 86_400_000


def year(organization):
    """A year of a page, as it comes from LinkedIn."""
    records = [
        {
            "organization": f"urn:li:organization:{organization}",
            "timeRange": {},
            "timeRangeStart": day * DAY,
            "timeRangeEnd": (day + 1) * DAY,
            "totalPageStatistics": {
                "clicks": {},
                "views": {
                    name: {"pageViews": 7 * day + place, "uniquePageViews": day + place}
                    for place, name in enumerate(VIEWS)
                },
            },
        }
        for day in range(365)
    ]
    return json.loads(json.dumps(records))


def by_hand(records):
    """A column after the other, and no value is looked at."""
    columns = {"organization": [], "start": [], "end": []}
    columns |= {f"{name}_{of}": [] for name in VIEWS for of in ("views", "visitors")}
    for record in records:
        columns["organization"].append(record["organization"])
        columns["start"].append(record["timeRangeStart"])
        columns["end"].append(record["timeRangeEnd"])
        views = record["totalPageStatistics"]["views"]
        for name in VIEWS:
            counts = views.get(name, {})
            columns[f"{name}_views"].append(counts.get("pageViews"))
            columns[f"{name}_visitors"].append(counts.get("uniquePageViews"))
    return pa.table(columns)


def test_a_conversion_that_looks_at_each_value_costs_hardly_more_than_one_by_hand():
    form, years = form_of(TABLE), [year(number) for number in range(5)]
    ratio = times_as_much(
        lambda: work_of(lambda: [form.batches(records) for records in years]),
        lambda: work_of(lambda: [by_hand(records) for records in years]),
    )
    assert ratio < 1.5


def test_an_odd_value_costs_its_column_and_not_its_table():
    form, clean = form_of(TABLE), year(1)
    odd = year(1)
    odd[7]["totalPageStatistics"]["views"]["allPageViews"]["pageViews"] = "many"
    odd[9]["brandNew"] = 1
    ratio = times_as_much(
        lambda: work_of(lambda: form.batches(odd)), lambda: work_of(lambda: form.batches(clean))
    )
    assert ratio < 1.5


def test_a_batch_takes_no_more_memory_than_its_columns():
    form, records = form_of(TABLE), year(1) * 5
    before = pa.total_allocated_bytes()
    batches = form.batches(records)
    taken = pa.total_allocated_bytes() - before
    columns = sum(batch.nbytes for batch in batches.values())
    assert columns <= taken < 1.5 * columns
    del batches
    assert pa.total_allocated_bytes() <= before
