"""The report of a year of 50 pages, synced from a LinkedIn and read in a real browser."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from chromium import needs_chromium, start_chromium
from noon import NOON
from report_browser import choose, open_report, overflow, requests_of, saved, shown
from report_tables import (
    DATASET,
    FIRST_PAGE,
    Maker,
    cells,
    figures_in,
    in_tables,
    page_of,
    rows_of,
    urn,
)

from linkedin_api.sandbox import Sandbox
from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.engines.dlt import Plan, Target, sync
from linkedin_api.sources.reading.access import Access
from linkedin_api.sources.report.pages.measures import MEASURES, WHOSE
from linkedin_api.sources.scope import Scope

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

pytestmark = pytest.mark.soak
MEASURED = {measure.key: measure for measure in MEASURES}
HOSTILE = "=1+1</script><script>alert(1)</script><img src=x onerror=alert(2)>"
NOT_SHOWN = {"organization_acls", "social_metadata", "page_statistics", "share_statistics"}


class Written(NamedTuple):
    """A database, and the report of it."""

    database: Path
    page: Path

    @property
    def document(self) -> Any:
        return figures_in(self.page.read_text(encoding="utf-8"))


def write(database: Path, days: int = 30) -> Written:
    page = database.with_suffix(".html")
    page.write_text(page_of(database, source=database.name, days=days), encoding="utf-8")
    return Written(database, page)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Written:
    folder = tmp_path_factory.mktemp("year")
    with (
        pytest.MonkeyPatch.context() as patch,
        Sandbox(organizations=50, days=400, kept_requests=0, now=NOON) as sandbox,
    ):
        patch.setenv("DLT_DATA_DIR", str(folder / "dlt"))
        access = Access(sandbox.access_token(), base_url=sandbox.url, oauth_url=sandbox.url)
        tables = tuple(table for name, table in PAGES.items() if name not in NOT_SHOWN)
        plan = Plan(access, Scope(), tables, now=sandbox.clock.now)
        target = Target(
            dataset=DATASET, database=folder / "year.duckdb", pipelines_dir=folder / "pipelines"
        )
        assert sync(plan, target).problems == ()
    return write(folder / "year.duckdb")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Written:
    file = tmp_path_factory.mktemp("hostile") / "hostile.duckdb"
    with Maker(file) as maker:
        maker.names(dict.fromkeys(maker.numbers, HOSTILE))
        for table in WHOSE:
            maker.daily(table)
        maker.groups((HOSTILE,))
        maker.posts({number: [HOSTILE] for number in maker.numbers})
    return write(file, days=7)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    with start_chromium(tmp_path_factory.mktemp("profile")) as started:
        started.set_script_timeout(30)
        yield started


def open_(browser: Chrome, written: Written, width: int = 1440) -> None:
    open_report(browser, written.page, width)


def test_forty_numbers_of_it_are_those_of_the_tables(year: Written) -> None:
    known = [cell for cell in cells(year.document) if cell[3] is not None]

    chosen = random.Random(17).sample(known, 40)

    assert [value for *_, value in chosen] == in_tables(year.database, chosen)
    assert len(known) > 49 * 360 * len(MEASURES)


def test_a_year_of_fifty_pages_is_less_than_four_megabytes(year: Written) -> None:
    assert len(year.document["pages"]) == 49  # the member administers all but one
    assert year.page.stat().st_size < 4_000_000


@needs_chromium
@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("page", ["-1", "0"])
def test_nothing_is_wider_than_the_window(
    browser: Chrome, year: Written, width: int, page: str
) -> None:
    open_(browser, year, width)
    choose(browser, page=page)

    wide, room = overflow(browser)

    assert wide <= room <= width
    assert requests_of(browser) == 0
    assert browser.get_log("browser") == []


@needs_chromium
def test_what_is_shown_of_all_pages_is_the_sum_of_the_tables(
    browser: Chrome, year: Written
) -> None:
    open_(browser, year)
    totals = {title: (now, before) for title, now, before, _ in shown(browser, "totals")}
    last = (year.document["until"] + 1) * 86_400_000

    for title, key in (("Impressions", "impressions"), ("Page views", "views")):
        measure = MEASURED[key]
        for place in (0, 1):
            end = last - place * 30 * 86_400_000
            ((expected,),) = rows_of(
                year.database,
                f"SELECT sum({measure.column}) FROM {DATASET}.{measure.table}"
                f" WHERE epoch_ms(time_range_start) < {end}"
                f" AND epoch_ms(time_range_start) >= {end - 30 * 86_400_000}",
            )
            assert totals[title][place] == f"{expected:,}"


@needs_chromium
def test_the_best_posts_are_those_with_most_impressions(browser: Chrome, year: Written) -> None:
    open_(browser, year)
    document = year.document
    expected = rows_of(
        year.database,
        "SELECT total_share_statistics__impression_count AS seen"
        f" FROM {DATASET}.posts JOIN {DATASET}.post_statistics ON id = post"
        f" WHERE epoch_ms(published_at) >= {document['since'] * 86_400_000}"
        f" AND epoch_ms(published_at) < {(document['until'] + 1) * 86_400_000}"
        " ORDER BY seen DESC LIMIT 10",
    )

    assert [row[3] for row in shown(browser, "posts")] == [f"{seen:,}" for (seen,) in expected]


@needs_chromium
def test_another_page_and_range_can_be_chosen(browser: Chrome, year: Written) -> None:
    open_(browser, year)
    first = year.document["until"] - 9
    day = rows_of(year.database, f"SELECT strftime(DATE '1970-01-01' + {first}, '%Y-%m-%d')")[0][0]

    choose(browser, page="2", since=day)

    number = year.document["pages"][2]["number"]
    expected = rows_of(
        year.database,
        "SELECT all_page_views, all_unique_page_views"
        f" FROM {DATASET}.page_statistics_time_bound WHERE organization = '{urn(int(number))}'"
        f" AND epoch_ms(time_range_start) >= {first * 86_400_000} ORDER BY time_range_start",
    )
    rows = shown(browser, "visitors")
    assert rows[0][0] == day
    assert [(row[1], row[4]) for row in rows] == [(f"{a:,}", f"{b:,}") for a, b in expected]


@needs_chromium
def test_a_text_of_a_stranger_stays_a_text(browser: Chrome, hostile: Written) -> None:
    open_(browser, hostile)
    choose(browser, page="0")

    assert shown(browser, "posts")[0][:2] == [HOSTILE, HOSTILE]
    assert browser.execute_script("return document.querySelectorAll('img').length") == 0
    assert browser.get_log("browser") == []


@needs_chromium
def test_a_csv_file_has_the_rows_and_no_formula(browser: Chrome, hostile: Written) -> None:
    open_(browser, hostile)

    head, first, *_ = saved(browser, "pages")

    ((followers,),) = rows_of(
        hostile.database,
        "SELECT sum(follower_gains__organic_follower_gain + follower_gains__paid_follower_gain)"
        f" FROM {DATASET}.follower_statistics_time_bound"
        f" WHERE organizational_entity = '{urn(FIRST_PAGE)}'"
        " AND time_range_start >= TIMESTAMPTZ '2026-02-22 00:00:00+00'",
    )
    assert head.startswith('"Page","Followers","Gained"')
    assert first.startswith(f'"\'{HOSTILE}",,{followers},')


@needs_chromium
def test_without_daily_figures_the_rest_is_shown(browser: Chrome, tmp_path: Path) -> None:
    with Maker(tmp_path / "lifetime.duckdb") as maker:
        maker.names({number: str(number) for number in maker.numbers})
        maker.posts({FIRST_PAGE: ["One"], FIRST_PAGE + 1: ["Two", "Three"]})
    open_(browser, write(tmp_path / "lifetime.duckdb"))

    choose(browser, page="1")

    assert {row[0] for row in shown(browser, "posts")} == {"Two", "Three"}
    assert shown(browser, "impressions") == []
    assert browser.get_log("browser") == []


@needs_chromium
def test_a_range_that_ends_before_it_begins_changes_nothing(
    browser: Chrome, hostile: Written
) -> None:
    open_(browser, hostile)
    before = shown(browser, "totals")

    choose(browser, until="2026-01-01")

    status = browser.execute_script("return document.getElementById('status').textContent")
    assert status == "Choose two days, of which the last is not before the first."
    assert shown(browser, "totals") == before
