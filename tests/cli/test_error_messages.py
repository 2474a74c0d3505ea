"""What is said of errors: one line, a hint, a code, and never a secret."""

import errno
import os
import signal

import click
import pytest

from linkedin_api.cli.error_messages import error_message_of
from linkedin_api.errors import LinkedInError, TransportConnectionError


def raised(error, cause):
    error.__cause__ = cause
    return error


class LoaderError(Exception):
    __module__ = "dlt.pipeline.exceptions"


def test_an_error_of_ours_is_told_whatever_it_is_wrapped_in():
    error = raised(LoaderError("a long story"), TransportConnectionError("no route"))

    message = error_message_of(error)

    assert (message.text, message.code) == ("no route", 1)
    assert message.hint.startswith("check the network connection")


def test_what_a_database_says_is_told_without_the_loaders_story():
    error = raised(LoaderError("a long story\nof many lines"), OSError("No space left on device"))

    assert error_message_of(error).text == "No space left on device"


def test_a_password_in_what_a_driver_says_is_not_shown(monkeypatch):
    monkeypatch.setenv("DESTINATION__POSTGRES__CREDENTIALS", "sqlite://ada:difference@host/db")
    told = 'invalid option "sqlite://ada:difference@host/db?connect_timeout"'

    assert "difference" not in error_message_of(LoaderError(told)).text
    assert "lovelace" not in error_message_of(LoaderError("postgres://ada:lovelace@host/")).text


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_with_its_own_code_however_it_arrives(number):
    stop = KeyboardInterrupt()
    stop.signal_code = number

    for error in (stop, raised(click.Abort(), stop), raised(LoaderError("extract"), stop)):
        assert error_message_of(error).code == 128 + number


def test_the_hint_of_an_error_and_its_notes_are_told_once_each():
    error = LinkedInError("it failed", hint="pass a list")
    error.add_note("all bytes had been sent")

    assert error_message_of(error).hint == "all bytes had been sent; pass a list"


def test_a_place_where_nobody_may_write_is_named_with_what_to_do():
    error = PermissionError(errno.EACCES, os.strerror(errno.EACCES), ".linkedin.duckdb.lock")

    message = error_message_of(error)

    assert message.text == ".linkedin.duckdb.lock: Permission denied"
    assert message.hint.startswith("choose a place where you may write")


def test_a_very_long_message_is_cut():
    assert len(error_message_of(LinkedInError("x" * 10_000)).text) == 600


def test_a_bug_has_no_message():
    assert error_message_of(ZeroDivisionError("division by zero")) is None
    assert error_message_of(ModuleNotFoundError("typo", name="linkedin_api.typo")) is None
