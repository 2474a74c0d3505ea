"""A version that ends is reported where people look: in a program or a log, never in our source."""

from __future__ import annotations

import asyncio
import logging
import sys
import threading
import warnings
from contextlib import contextmanager, suppress

import dlt
import pytest
from canned import Answer, CannedServer

from linkedin_api.errors import UnauthorizedError
from linkedin_api.sources import read_pages
from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.checking.check import check
from linkedin_api.sources.engines.dlt import Plan, Target, linkedin_pages, sync
from linkedin_api.sources.reading.access import Access
from linkedin_api.sources.reading.reader import Reader
from linkedin_api.sources.scope import Scope
from linkedin_api.versions import CALENDAR, sunset_of

#: It has ended before the package was made, so it has on every day on which this runs.
ENDED = CALENDAR[0].month
OLD = Access("T", version=ENDED, base_url="http://api.linkedin.test")
TABLE = PAGES["organization_lookup"]
ONE = Scope((1337,))
SAID = f"version {ENDED} of LinkedIn's API ended on {sunset_of(ENDED)}; "


@pytest.fixture(autouse=True)
def linkedin(monkeypatch):
    """Refuses the token, which ends all reading; as a proxy, since it is not on loopback."""
    with CannedServer(Answer(401, {}, b'{"code": "EMPTY_ACCESS_TOKEN"}')) as server:
        monkeypatch.delenv("HTTP_PROXY", raising=False)
        monkeypatch.setenv("http_proxy", server.url)
        yield server


@pytest.fixture
def caught():
    """What is warned about, all of it."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield caught


@pytest.fixture
def target(tmp_path):
    return Target(database=tmp_path / "linkedin.duckdb", pipelines_dir=tmp_path)


def line() -> int:
    """The line of the program that asks."""
    return sys._getframe(1).f_lineno


def sunsets(caught):
    reported = [each for each in caught if "LinkedIn's API" in str(each.message)]
    assert all(str(each.message).startswith(SAID) for each in reported)
    return [(each.filename, each.lineno) for each in reported]


def test_a_sync_is_warned_about_where_it_is_called(caught, target):
    plan = Plan(OLD, ONE, (TABLE,))
    with suppress(UnauthorizedError):
        here = line() + 1
        sync(plan, target)

    assert sunsets(caught) == [(__file__, here)]
    assert str(caught[-1].message).endswith("such as Access(version='202608')")


def test_a_reading_into_memory_is_warned_about_where_it_is_called(caught):
    with suppress(UnauthorizedError):
        here = line() + 1
        read_pages([1337], tables=[TABLE.name], credentials=OLD)

    assert sunsets(caught) == [(__file__, here)]
    assert str(caught[-1].message).endswith("such as Access(version='202608')")


def test_a_pipeline_is_warned_about_where_it_is_run(caught, tmp_path):
    source = linkedin_pages([1337], tables=[TABLE.name], credentials=OLD)
    pipeline = dlt.pipeline("old", destination="duckdb", pipelines_dir=str(tmp_path))
    with suppress(Exception):  # dlt's own, with the refusal in it
        here = line() + 1
        pipeline.extract(source)

    assert sunsets(caught) == [(__file__, here)]


def test_a_sync_in_a_thread_is_warned_about_in_the_function_that_the_thread_runs(caught, target):
    heres = []

    def work():
        with suppress(UnauthorizedError):
            heres.append(line() + 1)
            sync(Plan(OLD, ONE, (TABLE,)), target)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()

    assert sunsets(caught) == [(__file__, heres[0])]


@contextmanager
def deaf_to_threads():
    """Keeps quiet about what ends a thread, which is part of the test."""
    hook, threading.excepthook = threading.excepthook, lambda _: None
    try:
        yield
    finally:
        threading.excepthook = hook


def test_where_no_program_is_on_the_way_it_is_logged(caught, caplog, target):
    plan = Plan(OLD, ONE, (TABLE,))
    thread = threading.Thread(target=sync, args=(plan, target), daemon=True)
    with caplog.at_level(logging.WARNING, "linkedin_api"), deaf_to_threads():
        thread.start()
        thread.join()

    assert sunsets(caught) == []
    assert [record.message for record in caplog.records if SAID in record.message]


def test_a_reader_is_warned_about_where_it_is_made(caught):
    heres = []

    async def read():
        heres.append(line() + 1)
        async with Reader(OLD, ONE, [TABLE]) as reader:
            return [batch async for batch in reader.read(TABLE)]

    with suppress(UnauthorizedError):
        asyncio.run(read())

    assert sunsets(caught) == [(__file__, heres[0])]


def test_a_check_is_warned_about_where_the_loop_is_run(caught):
    here = line() + 1
    asyncio.run(check(OLD, ONE, [TABLE]))

    assert sunsets(caught) == [(__file__, here)]


def test_a_warning_that_is_an_error_ends_a_sync_before_linkedin_is_asked(target, linkedin):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(Exception, match="ended on"):
            sync(Plan(OLD, ONE, (TABLE,)), target)

    assert linkedin.received == []
