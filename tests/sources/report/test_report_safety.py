"""No report asks anybody for anything, and what strangers wrote in it stays text."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import ad_report_tables
import pytest
import report_tables
from ad_report_tables import AdMaker, document_in
from report_elements import HOSTILE, Reader, policy_of, what_it_loads
from report_tables import FIRST_PAGE, Maker, figures_in

from linkedin_api.sources.report.ads.measures import DAILY


class Report(NamedTuple):
    """A report of everything, and one of texts that strangers wrote."""

    page: str
    hostile: str


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Report:
    folder = tmp_path_factory.mktemp("pages")
    with Maker(folder / "page.duckdb") as maker:
        maker.all()
    with Maker(folder / "hostile.duckdb", pages=1) as maker:
        maker.names({FIRST_PAGE: HOSTILE})
        maker.groups((HOSTILE,))
        maker.posts({FIRST_PAGE: [HOSTILE]})
    hostile = report_tables.page_of(folder / "hostile.duckdb", source=HOSTILE)
    return Report(report_tables.page_of(folder / "page.duckdb"), hostile)


@pytest.fixture(scope="module")
def ads(tmp_path_factory: pytest.TempPathFactory) -> Report:
    folder = tmp_path_factory.mktemp("ads")
    with AdMaker(folder / "page.duckdb") as maker:
        maker.all()
    with AdMaker(folder / "hostile.duckdb", currencies=f"{HOSTILE.split()[0]} EUR") as maker:
        maker.named(dict.fromkeys(maker.accounts, HOSTILE))
        maker.listed(dict.fromkeys(maker.campaigns, HOSTILE))
        maker.shown(dict.fromkeys(maker.creatives, (None, HOSTILE)))
        maker.days_of(DAILY)
        maker.days_of("ad_creative_daily")
        maker.members((HOSTILE,))
    hostile = ad_report_tables.page_of(folder / "hostile.duckdb", source=HOSTILE)
    return Report(ad_report_tables.page_of(folder / "page.duckdb"), hostile)


@pytest.fixture(params=["pages", "ads"])
def report(request: pytest.FixtureRequest) -> Report:
    found: Report = request.getfixturevalue(request.param)
    return found


def test_the_page_loads_nothing(report: Report) -> None:
    assert what_it_loads(report.page) == ["data:,"]


def test_the_browser_is_let_run_the_scripts_of_the_page_alone(report: Report) -> None:
    assert policy_of(report.page).startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe-inline" not in policy_of(report.page).split(";")[1]
    assert policy_of(report.page).split(";")[1].count("sha256-") == 2


def test_a_text_of_a_stranger_begins_no_element(report: Report) -> None:
    plain = [tag for tag, _ in Reader(report.page).elements]
    with_hostile = [tag for tag, _ in Reader(report.hostile).elements]

    assert with_hostile.count("script") == plain.count("script") == 4
    assert "img" not in with_hostile
    assert "alert(1)</script>" not in report.hostile


def test_a_text_of_a_stranger_is_shown_as_it_is(pages: Report) -> None:
    (found,) = figures_in(pages.hostile)["pages"]

    assert found["name"] == HOSTILE
    assert found["posts"][0][2] == " ".join(HOSTILE.split())
    assert HOSTILE.partition("\u2028")[0] in "".join(Reader(pages.hostile).texts)


def test_a_text_of_a_stranger_is_shown_as_it_is_in_a_report_of_advertising(ads: Report) -> None:
    document = document_in(ads.hostile)

    assert {name for _, name in document["accounts"]} == {HOSTILE}
    assert {each[1] for each in document["campaigns"]} == {HOSTILE}
    assert {each[1] for each in document["creatives"]} == {" ".join(HOSTILE.split())}
    assert {each[3] for each in document["packed"]["groups"]["of"]} == {HOSTILE}


def test_each_chart_has_a_text_and_a_table(report: Report) -> None:
    elements = Reader(report.page).elements
    charts = [each for _, each in elements if each.get("class") == "chart"]
    ids = {each.get("id") for _, each in elements}

    assert len(charts) > 10
    for chart in charts:
        assert (chart["role"], bool(chart["aria-label"])) == ("img", True)
        assert chart["id"].replace("chart-", "table-", 1) in ids


def test_a_report_of_advertising_has_a_chart_of_all_that_it_has_figures_of(ads: Report) -> None:
    elements = Reader(ads.page).elements

    assert sum(each.get("class") == "chart" for _, each in elements) == 8 + 2 + 3


def test_each_choice_has_a_label(ads: Report) -> None:
    elements = Reader(ads.page).elements
    choices = [each["id"] for tag, each in elements if tag in {"select", "input"}]

    assert choices == ["scope", "order", "since", "until"]
    assert [tag for tag, _ in elements].count("label") == len(choices)


def test_the_same_tables_make_the_same_file(ads: Report, tmp_path: Path) -> None:
    with AdMaker(tmp_path / "page.duckdb") as maker:
        maker.all()

    assert ad_report_tables.page_of(tmp_path / "page.duckdb") == ads.page
    assert str(report_tables.LAST.year) not in ads.page.partition("<script")[0]
