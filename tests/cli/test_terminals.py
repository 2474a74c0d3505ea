"""What people see in terminals that are narrow, and in pipes: no number is ever cut."""

from __future__ import annotations

import os
import re
from typing import Any

import pytest
import warm
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from linkedin_api.cli.demo_tables import FILE, QUERY
from linkedin_api.cli.layout import Column, cut, line_width, widths
from linkedin_api.cli.progress import picture
from linkedin_api.clients.exchange.quota import RateBudget
from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.reading.reader import Tally

if os.name == "posix":
    from terminals import COMMAND, Seen, typed_in_terminal

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
NARROW = 40
WIDTHS = (NARROW, 60, 80, 120)


def some(*quick: int) -> Any:
    """Every width, but only some of them each time that tests are run."""
    return pytest.mark.parametrize(
        "columns",
        [
            pytest.param(columns, marks=() if columns in quick else pytest.mark.soak)
            for columns in WIDTHS
        ],
    )


DAYS = "follower_statistics_time_bound"
#: Rows and calls of the first two tables of the demo.
TOTALS = [["10", "1"], ["10", "12"]]


def tables_of(demo: str) -> list[list[str]]:
    """Rows and calls of each table, as a demo shows them."""
    return [line.split()[1:] for line in re.findall(r"(?m)^\S+ +[\d,]+ +\d+$", demo)]


def is_whole(seen: str) -> bool:
    """Whether no number is cut; says no by an assertion."""
    assert re.findall(r"\S*(?:\d…|…\d)\S*", seen) == []
    return True


def columns_fit(seen: Seen, columns: int) -> bool:
    """Whether no row of a table is longer than a line; says no by an assertion."""
    table = seen.lines[: next(i for i, line in enumerate(seen.lines) if " rows with " in line)]
    assert [line for line in table if len(line) > columns] == []
    return True


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The report of a sync in a pipe: the cells behind each name, but for seconds."""
    home = tmp_path_factory.mktemp("piped")
    environment = os.environ | {"DLT_DATA_DIR": str(home), "COLUMNS": str(NARROW)}
    ended = warm.run(*COMMAND, "pages", "sync", "--sandbox", cwd=home, env=environment)
    assert ended.returncode == 0, ended.stderr
    told = ended.stdout.splitlines()
    assert is_whole("\n".join(told))
    assert told[0].split() == ["table", "rows", "calls", "organizations", "problems", "seconds"]
    rows = dict(line.split(maxsplit=1) for line in told[1 : 1 + len(PAGES)])
    return {name: cells.split()[:-1] for name, cells in rows.items()}


def test_in_a_pipe_all_is_whole_whatever_the_environment_says_of_columns(
    expected: dict[str, list[str]],
):
    assert list(expected) == list(PAGES)
    assert expected[DAYS] == ["3,630", "10", "10", "0"]
    assert re.fullmatch(r"1,\d{3}", expected["posts"][0])  # how many, is another number each day


@some(80)
def test_the_report_of_a_sync_has_every_number_whole(expected: dict[str, list[str]], columns: int):
    seen = typed_in_terminal("pages sync --sandbox", columns)
    assert seen.code == 0, seen.text
    shown = {name: seen.row(name)[:-1] for name in PAGES}
    assert shown[DAYS] == expected[DAYS]
    # The others may be those of another day, if that began meanwhile.
    assert {name: len(cells) for name, cells in shown.items()} == dict.fromkeys(PAGES, 4)
    assert all(re.fullmatch(r"\d{1,3}(,\d{3})*", cell) for row in shown.values() for cell in row)
    assert all(re.fullmatch(r"\d+\.\d", seen.row(name)[-1]) for name in PAGES)
    assert is_whole(seen.all)
    assert columns_fit(seen, columns)
    names = [line.split()[0] for line in seen.lines if seen.lines and line.split()]
    if columns >= 80:
        assert set(PAGES) <= set(names)
        assert seen.lines[0].split()[:4] == ["table", "rows", "calls", "organizations"]


@some(60)
def test_the_report_of_learning_has_every_number_whole(columns: int):
    seen = typed_in_terminal("learning sync --sandbox", columns)
    assert seen.code == 0, seen.text
    assert seen.row("learning_assets")[:2] == ["135", "3"]
    assert is_whole(seen.all)
    assert columns_fit(seen, columns)


@some(NARROW)
def test_state_has_every_date_and_organization_whole(
    loaded: Any, columns: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(loaded.folder)
    seen = typed_in_terminal(f"pages state --tables total_follower_count,{DAYS}", columns)
    assert re.findall(r"\b2414\d*", seen.text) == ["2414183", "2414184"] * 2
    assert len(re.findall(r"\b\d{4}-\d\d-\d\d\b", seen.text)) == 2
    assert max(map(len, seen.lines)) <= columns


@some(NARROW)
def test_what_check_finds_has_every_number_whole(asked: Any, columns: int):
    seen = typed_in_terminal("pages check --org 2414232 --org 2414183 --tables posts", columns)
    assert "2414232" in seen.text
    ends = (at for at, line in enumerate(seen.lines) if line.startswith("checked for 2"))
    table = seen.lines[: next(ends)]
    assert max(map(len, table)) <= columns
    assert is_whole(seen.all)


@some(NARROW)
def test_the_list_of_tables_fits(columns: int):
    seen = typed_in_terminal("pages tables", columns)
    assert max(map(len, seen.lines)) <= columns
    assert is_whole(seen.all)


@some(NARROW)
def test_the_demo_has_every_number_whole(columns: int, query: Any):
    seen = typed_in_terminal("demo", columns)
    assert seen.code == 0, seen.text
    assert is_whole(seen.all)
    tables = tables_of(seen.text)
    assert len(tables) == 8
    assert tables[:2] == TOTALS
    answer = seen.text.partition("LIMIT 5\n")[2].partition("\n\nDone:")[0]
    numbers = {number for _, *numbers in query(QUERY, FILE) for number in numbers}
    shown = {int(each.replace(",", "")) for each in re.findall(r"-?\d[\d,]*\b", answer)}
    assert numbers <= shown
    assert max(map(len, answer.splitlines())) <= columns
    assert len(re.findall(r" 20[014](?:  \S.*)?$", seen.all, re.MULTILINE)) == 16


@pytest.fixture(scope="module")
def piped_demo(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The demo in a pipe, in a shell that names a proxy which nobody serves."""
    home = tmp_path_factory.mktemp("demo")
    environment = os.environ | {"DLT_DATA_DIR": str(home), "http_proxy": "http://127.0.0.1:9"}
    return warm.run(*COMMAND, "demo", cwd=home, env=environment)


def test_the_demo_in_a_pipe_shows_whole_calls(piped_demo: Any):
    assert "ids=List(600000001,600000002,7) 200  2 found, 7 is 404\n" in piped_demo.stdout
    assert is_whole(piped_demo.stdout)


def test_the_linkedin_of_the_demo_is_reached_as_without_a_proxy(piped_demo: Any):
    assert (piped_demo.returncode, piped_demo.stderr) == (0, "")
    tables = tables_of(piped_demo.stdout)
    assert tables[:2] == TOTALS
    assert len(tables) == 8
    assert len(re.findall(r" 20[014](?:  \S.*)?$", piped_demo.stdout, re.MULTILINE)) == 16


TALLIES = {name: Tally(200, 130, 1_130, 1_234_567, 0, 60.0) for name in PAGES}


@pytest.mark.parametrize("columns", [NARROW, 50, 60, 80, 100, 120])
def test_progress_shows_whole_numbers_or_none(columns: int):
    budget = RateBudget(10_000)
    console = Console(width=columns, force_terminal=False)
    with console.capture() as capture:
        console.print(picture(list(PAGES.values()), TALLIES, budget, columns))
    heading, *rows, _ = capture.get().splitlines()
    for row in rows:
        assert len(row) <= columns
        cells = row.split()
        known = ["130/200", "1,130", "1,234,567", "0/10,000", "0:32"]
        numbers = [cell for cell in cells[1:] if "━" not in cell]
        assert numbers == known[: len(numbers)]
        assert len(numbers) >= 3
        assert ("━" in row) == (columns >= 100)
    assert heading.split()[0] == "table"


TEXTS = st.text("abcdefgh_ 0123456789", min_size=1, max_size=30).map(str.strip).filter(bool)
NUMBERS = st.integers(0, 10**9).map(lambda number: f"{number:,}")


@st.composite
def tables(draw: st.DrawFn) -> list[Column]:
    rows = draw(st.integers(1, 4))
    kinds = draw(st.lists(st.sampled_from(["number", "name", "sentence"]), max_size=6))
    return [
        Column(
            draw(TEXTS),
            draw(st.lists(NUMBERS if kind == "number" else TEXTS, min_size=rows, max_size=rows)),
            kind,
        )
        for kind in ["name", *kinds]
    ]


@pytest.mark.parametrize(
    ("room", "wide"),
    [
        (70, [30, 5, 12, 8, 7]),
        (60, [30, 5, 5, 6, 6]),
        (50, [22, 5, 5, 5, 5]),
        (46, [18, 5, 5, 5, 5]),
        (43, [18, 5, 4, 4, 4]),
        (40, [18, 5, 3, 3, 3]),
        (30, [9, 5, 2, 3, 3]),
    ],
)
def test_room_is_taken_from_headings_and_from_names_by_turns(room: int, wide: list[int]):
    heads = ("rows", "organizations", "problems", "seconds")
    cells = ("3,630", "10", "344", "0.2")
    numbers = [Column(head, [cell], "number") for head, cell in zip(heads, cells, strict=True)]
    found = widths([Column("table", [DAYS], "name"), *numbers], room)
    assert (found, line_width(found) <= room) == (wide, True)


@given(tables(), st.integers(20, 150))
def test_no_layout_cuts_a_number_or_a_word_with_a_digit(columns: list[Column], room: int):
    wide = widths(columns, room)
    for column, width in zip(columns, wide, strict=True):
        assert width <= column.width
        if column.kind == "number":
            assert width >= column.needs
        if column.kind == "sentence":
            assert width >= column.words_need


@given(tables(), st.integers(20, 150))
def test_a_layout_takes_no_more_from_columns_than_is_needed(columns: list[Column], room: int):
    whole, wide = widths(columns, None), widths(columns, room)
    if line_width(whole) <= room:
        assert wide == whole
    else:
        assert line_width(wide) >= room


@given(st.text("abcde", min_size=1, max_size=40), st.integers(3, 45))
def test_a_name_that_is_cut_keeps_its_ends(name: str, width: int):
    found = cut(name, width)
    assert len(found) == min(len(name), width)
    begin, _, end = found.partition("…")
    assert name.startswith(begin)
    assert name.endswith(end)


@pytest.mark.parametrize("width", range(9, 31))
def test_no_two_tables_look_the_same_however_narrow_it_is(width: int):
    assert len({cut(name, width) for name in PAGES}) == len(PAGES)
