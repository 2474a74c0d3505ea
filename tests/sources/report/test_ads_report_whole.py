"""The report of a year of 100 campaigns and 400 creatives, read in a real browser."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from ad_report_tables import (
    DATASET,
    AdMaker,
    cells,
    document_in,
    in_tables,
    page_of,
    summed,
)
from chromium import needs_chromium, start_chromium
from report_browser import choose, on_paper, open_report, overflow, requests_of, saved, shown
from report_tables import LAST, rows_of

from linkedin_api.sources.report.ads.measures import CREATIVES_DAILY, DAILY, DEMOGRAPHICS

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

#: What stands for a number that is not there.
NOTHING = "\u2013"
pytestmark = pytest.mark.soak
HOSTILE = "=1+1</script><script>alert(1)</script><img src=x onerror=alert(2)>"
MONTH = (LAST - timedelta(29), LAST)
BEFORE = (LAST - timedelta(59), LAST - timedelta(30))
#: The ground, the letters and the bars of the page.
COLOURS = """
    const { backgroundColor, color } = getComputedStyle(document.body);
    const document_ = Bokeh.documents.find((each) => each.get_model_by_name("factors"));
    const bars = [...document_.all_models].find((model) => model.type === "HBar");
    return [backgroundColor, color, bars.fill_color.value];
"""


class Written(NamedTuple):
    """A database, and the report of it."""

    database: Path
    page: Path

    @property
    def document(self) -> Any:
        return document_in(self.page.read_text(encoding="utf-8"))


def write(database: Path, days: int = 30) -> Written:
    page = database.with_suffix(".html")
    page.write_text(page_of(database, source=database.name, days=days), encoding="utf-8")
    return Written(database, page)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Written:
    file = tmp_path_factory.mktemp("year") / "year.duckdb"
    with AdMaker(file, campaigns=50, creatives=4, days=365) as maker:
        maker.named({number: f"Account {number}" for number in maker.accounts})
        maker.listed({number: f"Campaign {number}" for number in maker.campaigns})
        maker.shown({number: (f"Creative {number}", None) for number in maker.creatives})
        maker.many_days_of(DAILY)
        maker.many_days_of(CREATIVES_DAILY)
        maker.many_members()
    return write(file)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Written:
    file = tmp_path_factory.mktemp("hostile") / "hostile.duckdb"
    with AdMaker(file) as maker:
        maker.named(dict.fromkeys(maker.accounts, HOSTILE))
        maker.listed(dict.fromkeys(maker.campaigns, HOSTILE))
        maker.shown(dict.fromkeys(maker.creatives, (HOSTILE, None)))
        maker.days_of(DAILY)
        maker.days_of(CREATIVES_DAILY)
        maker.members((HOSTILE,))
    return write(file, days=7)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    with start_chromium(tmp_path_factory.mktemp("profile")) as started:
        started.set_script_timeout(30)
        yield started


def test_forty_numbers_of_it_are_those_of_the_tables(year: Written) -> None:
    known = list(cells(year.document))

    chosen = random.Random(17).sample(known, 40)

    assert [cell.value for cell in chosen] == in_tables(year.database, chosen)
    assert len(known) > 365 * (100 + 400) * 5


def test_a_year_of_a_hundred_campaigns_is_less_than_four_megabytes(year: Written) -> None:
    assert (len(year.document["campaigns"]), len(year.document["creatives"])) == (100, 400)
    assert None not in {each[1] for each in year.document["packed"]["groups"]["of"]}
    assert year.page.stat().st_size < 4_000_000


@needs_chromium
@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("scope", ["all", "in:EUR", "account:0", "campaign:5"])
def test_nothing_is_wider_than_the_window(
    browser: Chrome, year: Written, width: int, scope: str
) -> None:
    open_report(browser, year.page, width, dark=scope == "all")
    choose(browser, scope=scope)

    wide, room = overflow(browser)

    assert wide <= room <= width
    assert requests_of(browser) == 0
    assert browser.get_log("browser") == []


@needs_chromium
def test_money_is_shown_by_currency_and_never_added(browser: Chrome, year: Written) -> None:
    open_report(browser, year.page)

    totals = {title: (now, then) for title, now, then, _ in shown(browser, "totals")}

    for currency in ("EUR", "USD"):
        of = f"currency_code = '{currency}'"
        assert totals[f"Spend ({currency})"] == tuple(
            f"{summed(year.database, 'cost_in_local_currency', *range_, of):,.2f}"
            for range_ in (MONTH, BEFORE)
        )
    dollars = "CASE currency_code WHEN 'USD' THEN cost_in_local_currency ELSE cost_in_usd END"
    spent = summed(year.database, dollars, *MONTH)
    clicks = summed(year.database, "clicks", *MONTH)
    assert totals["Spend, as LinkedIn converts it (USD)"][0] == f"{spent:,.2f}"
    assert totals["CPC (USD)"][0] == f"{spent / clicks:,.2f}"
    assert totals["Clicks"][0] == f"{clicks:,}"
    assert not [title for title in totals if title == "Spend"]


@needs_chromium
@pytest.mark.parametrize("unit", ["EUR", "USD"])
def test_accounts_of_one_currency_are_shown_in_it(
    browser: Chrome, year: Written, unit: str
) -> None:
    open_report(browser, year.page)
    choose(browser, scope=f"in:{unit}", since="2026-02-01", until="2026-02-10")

    days = (date(2026, 2, 1), date(2026, 2, 10))
    rows = shown(browser, "spend")

    assert shown(browser, "spend", "thead")[0] == [
        "Day", f"Spend ({unit})", f"Spend, range before ({unit})",
    ]  # fmt: skip
    expected = [
        summed(year.database, "cost_in_local_currency", day, day, f"currency_code = '{unit}'")
        for day in days
    ]
    assert [rows[0][1], rows[-1][1]] == [f"{each:,.2f}" for each in expected]


@needs_chromium
@pytest.mark.parametrize(
    ("order", "sql"),
    [
        ("impressions", "sum(impressions) DESC"),
        ("ctr", "sum(clicks) / sum(impressions) DESC"),
        ("cost_per_conversion", "sum(cost_in_local_currency) / sum(external_website_conversions)"),
    ],
)
def test_the_best_campaigns_and_creatives_are_those_of_the_tables(
    browser: Chrome, year: Written, order: str, sql: str
) -> None:
    open_report(browser, year.page)
    choose(browser, scope="in:USD", order=order)
    since = year.document["since"] * 86_400_000

    for table, key, column in (
        (DAILY, "campaigns", "campaign_id"),
        (CREATIVES_DAILY, "creatives", "creative_id"),
    ):
        found = rows_of(
            year.database,
            f"SELECT {column} FROM {DATASET}.{table} WHERE epoch_ms(day) >= {since}"
            f" AND currency_code = 'USD' GROUP BY 1 ORDER BY {sql} LIMIT 10",
        )
        names = [f"{key[:-1].capitalize()} {number}" for (number,) in found]
        assert [row[0] for row in shown(browser, key)][:10] == names


@needs_chromium
def test_a_csv_file_has_all_rows_though_the_page_shows_the_first(
    browser: Chrome, year: Written
) -> None:
    open_report(browser, year.page)

    assert len(shown(browser, "creatives")) == 50
    head, *rows, end = saved(browser, "creatives")
    assert (len(rows), end) == (400, "")
    assert head.startswith('"Creative","Campaign","Account","Currency","Spend","Change"')


@needs_chromium
def test_members_are_those_of_the_months_that_the_range_touches(
    browser: Chrome, year: Written
) -> None:
    open_report(browser, year.page)
    choose(browser, scope="campaign:3", since="2026-01-20", until="2026-02-03")
    number = year.document["campaigns"][3][0]
    expected = rows_of(
        year.database,
        f"SELECT sum(impressions) AS seen FROM {DATASET}.{DEMOGRAPHICS}"
        f" WHERE campaign_id = {number} AND pivot_name = 'MEMBER_INDUSTRY'"
        " AND period_start >= TIMESTAMPTZ '2026-01-01 00:00:00+00'"
        " GROUP BY value_urn ORDER BY seen DESC",
    )

    assert [row[2] for row in shown(browser, "groups-industry")] == [
        f"{seen:,}" for (seen,) in expected
    ]


@needs_chromium
def test_on_paper_it_is_dark_on_white_and_as_wide_as_the_sheet(
    browser: Chrome, year: Written
) -> None:
    open_report(browser, year.page, dark=True)

    with on_paper(browser):
        wide, room = overflow(browser)
        colours = browser.execute_script(COLOURS)

    assert wide <= room
    assert colours == ["rgb(255, 255, 255)", "rgb(17, 24, 39)", "#0a66c2"]
    assert browser.execute_script(COLOURS)[2] == "#70b5f9"


@needs_chromium
def test_a_text_of_a_stranger_stays_a_text(browser: Chrome, hostile: Written) -> None:
    open_report(browser, hostile.page)
    choose(browser, scope="campaign:0")

    assert shown(browser, "creatives")[0][:3] == [HOSTILE] * 3
    assert shown(browser, "groups-seniority")[0][1] == HOSTILE
    assert browser.execute_script("return document.querySelectorAll('img').length") == 0
    assert saved(browser, "campaigns")[1].startswith(f'"\'{HOSTILE}","\'{HOSTILE}",')
    assert browser.get_log("browser") == []


@needs_chromium
def test_without_creatives_and_members_the_rest_is_shown(browser: Chrome, tmp_path: Path) -> None:
    with AdMaker(tmp_path / "daily.duckdb", currencies="EUR") as maker:
        maker.days_of(DAILY, without=("conversions", "usd"))
    written = write(tmp_path / "daily.duckdb", days=7)
    open_report(browser, written.page)

    totals = {title: now for title, now, *_ in shown(browser, "totals")}

    since = LAST - timedelta(6)
    assert totals["Spend (EUR)"] == (
        f"{summed(written.database, 'cost_in_local_currency', since, LAST):,.2f}"
    )
    assert (totals["Conversions"], totals["Cost per conversion (EUR)"]) == (NOTHING, NOTHING)
    assert shown(browser, "creatives") == []


@needs_chromium
def test_without_a_conversion_amounts_of_several_currencies_are_not_compared(
    browser: Chrome, tmp_path: Path
) -> None:
    with AdMaker(tmp_path / "daily.duckdb") as maker:
        maker.days_of(DAILY, without=("usd",))
    open_report(browser, write(tmp_path / "daily.duckdb", days=7).page)

    totals = {title: now for title, now, *_ in shown(browser, "totals")}

    assert NOTHING not in {totals["Spend (EUR)"], totals["Spend (USD)"], totals["Clicks"]}
    assert totals["CPC (no currency)"] == NOTHING
    assert shown(browser, "accounts", "tfoot")[0][:3] == ["All together", NOTHING, NOTHING]
    assert shown(browser, "spend") == []
