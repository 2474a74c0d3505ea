"""What a test leaves behind fails it, so that no other one passes or fails by chance."""

import logging
import os
import signal
import sys

import pytest
from left_behind import nothing_left_behind

LEFT = {
    "$LEFT_BEHIND: None became '1'": lambda patch, _: patch.setenv("LEFT_BEHIND", "1"),
    "$LEFT_HERE: '1' became None": lambda patch, _: patch.delenv("LEFT_HERE"),
    "the current folder": lambda patch, folder: patch.chdir(folder),
    "the logger root": lambda patch, _: patch.setattr(logging.root, "level", logging.DEBUG),
    "the logger left.behind": lambda patch, _: patch.setattr(
        logging.getLogger("left.behind"), "handlers", [logging.NullHandler()]
    ),
    "the least level of all loggers": lambda patch, _: patch.setattr(
        logging.root.manager, "disable", logging.WARNING
    ),
    "sys.excepthook": lambda patch, _: patch.setattr(sys, "excepthook", print),
    "sys.path": lambda patch, _: patch.syspath_prepend("left"),
}


@pytest.mark.parametrize("left", LEFT)
def test_what_is_left_behind_is_named(monkeypatch, tmp_path, left):
    monkeypatch.setenv("LEFT_HERE", "1")
    logging.getLogger("left.behind")

    with pytest.raises(pytest.fail.Exception, match="it left behind:\n") as caught:
        leave(LEFT[left], monkeypatch, tmp_path)

    assert caught.value.msg.splitlines()[1].startswith(left)


def leave(what, *arguments):
    with nothing_left_behind():
        what(*arguments)


def test_a_handler_of_a_signal_is_named():
    before = signal.getsignal(signal.SIGUSR1)
    try:
        with pytest.raises(pytest.fail.Exception, match="SIGUSR1: "), nothing_left_behind():
            signal.signal(signal.SIGUSR1, signal.SIG_IGN)
    finally:
        signal.signal(signal.SIGUSR1, before)


def test_what_is_put_back_is_not_left(monkeypatch):
    with nothing_left_behind(), monkeypatch.context() as patch:
        patch.setenv("LEFT_BEHIND", "1")
        patch.chdir("/")

    assert "LEFT_BEHIND" not in os.environ
