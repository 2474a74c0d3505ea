"""A sandbox for all tests of the connector, and the connector in front of it."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest
from airbyte_cdk.logger import PRINT_BUFFER
from airbyte_cdk.utils.airbyte_secrets_utils import update_secrets
from airbyte_connector import Connector
from noon import NOON

from linkedin_api.sandbox import Sandbox

_airbytes: list[logging.Handler] = []


@pytest.fixture(scope="session")
def running_sandbox() -> Iterator[Sandbox]:
    """Fifty organizations; all but the last are administered by the member."""
    with Sandbox(organizations=50, days=400, kept_requests=10_000, now=NOON) as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running_sandbox: Sandbox) -> Sandbox:
    running_sandbox.reset()
    running_sandbox.quotas.limits = ()
    return running_sandbox


def pytest_collection_finish() -> None:
    """Take away the handler that airbyte-cdk gives to all loggers when it is imported.

    It has a lock, and a process that another test forks while the lock is held would hang.
    """
    root = logging.getLogger()
    _airbytes.extend(each for each in root.handlers if _is_of_airbyte(each))
    root.handlers = [each for each in root.handlers if each not in _airbytes]


def _is_of_airbyte(handler: logging.Handler) -> bool:
    return isinstance(handler, logging.StreamHandler) and handler.stream is PRINT_BUFFER


def _loggers() -> list[logging.Logger]:
    """Those whose levels the connector sets, and a program that debugs it."""
    names = {"airbyte", "linkedin_api", *logging.root.manager.loggerDict}
    return [
        logging.getLogger(name) for name in names if name.startswith(("airbyte", "linkedin_api"))
    ]


@pytest.fixture(autouse=True)
def _process_as_before() -> Iterator[None]:
    """What airbyte-cdk sets for a whole process is put back."""
    root = logging.getLogger()
    levels = {each: each.level for each in _loggers()}
    before = (sys.excepthook, list(root.handlers))
    root.handlers = [*root.handlers, *_airbytes]
    with mock.patch.dict(os.environ):
        yield
    sys.excepthook, root.handlers = before
    for each in _loggers():
        each.setLevel(levels.get(each, logging.NOTSET))
    update_secrets([])


@pytest.fixture
def connector(sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Connector:
    monkeypatch.setenv("LINKEDIN_API_URL", sandbox.url)
    monkeypatch.setenv("LINKEDIN_OAUTH_URL", sandbox.url)
    return Connector(sandbox, tmp_path)


@pytest.fixture
def organizations(sandbox: Sandbox) -> list[int]:
    """Numbers of the organizations that the member administers."""
    return list(sandbox.figures.organizations)[:-1]


@pytest.fixture
def refused(sandbox: Sandbox) -> int:
    """Number of an organization where the member is no administrator."""
    return sandbox.figures.organizations[-1]
