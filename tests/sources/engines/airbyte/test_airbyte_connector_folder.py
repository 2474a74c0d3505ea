"""The folder that Airbyte's tools want of a connector."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml
from airbyte_cdk.models.connector_metadata import MetadataFile

import linkedin_api
from linkedin_api.clients.named_files import write_private
from linkedin_api.sandbox import Sandbox
from linkedin_api.sources.catalogue.pages import PAGES

CONNECTORS = Path(__file__).parents[4] / "connectors"
FOLDER = CONNECTORS / "source-linkedin-pages"


@pytest.fixture(params=["pages", "ads"])
def results(request: pytest.FixtureRequest, tmp_path: Path) -> ET.Element:
    """The report of `airbyte-cdk connector test`, for credentials of a sandbox."""
    name = f"source-linkedin-{request.param}"
    folder = tmp_path / name
    shutil.copytree(CONNECTORS / name, folder)
    (folder / "secrets").mkdir()
    with Sandbox(ad_accounts=1, campaigns=1, ad_days=5) as sandbox:
        begin = sandbox.figures.ads.first_day
        own = {
            "pages": {"org_id": str(sandbox.figures.organizations[0])},
            "ads": {"start_date": str(begin)},
        }
        token = {"credentials": {"access_token": sandbox.access_token()}}
        config = {**own[request.param], **token}
        write_private(folder / "secrets" / "config.json", json.dumps(config))
        only = ("--pytest-arg=-m", "--pytest-arg=not image_tests")
        subprocess.run(
            [Path(sys.executable).with_name("airbyte-cdk"), "connector", "test", folder, *only],
            env={**os.environ, "LINKEDIN_API_URL": sandbox.url, "LINKEDIN_OAUTH_URL": sandbox.url},
            capture_output=True,
            check=False,
        )
    report = folder / "build" / "test-results" / "standard-tests-junit.xml"
    return ET.parse(report).getroot()


@pytest.mark.soak
def test_airbytes_own_tests_pass(results):
    outcomes = {
        case.attrib["name"]: {child.tag for child in case} for case in results.iter("testcase")
    }
    passed = [name.partition("[")[0] for name, tags in outcomes.items() if not tags]
    assert not [name for name, tags in outcomes.items() if tags & {"failure", "error"}]
    assert sorted(passed) == [
        "test_basic_read",
        "test_check",
        "test_check",
        "test_config_matches_spec",
        "test_discover",
        "test_fail_read_with_bad_catalog",
        "test_spec",
    ]


def test_the_image_has_the_version_of_the_package():
    metadata = MetadataFile.from_file(FOLDER / "metadata.yaml")
    assert metadata.data.dockerImageTag == linkedin_api.__version__


def test_the_suggested_streams_exist():
    metadata = MetadataFile.from_file(FOLDER / "metadata.yaml")
    assert metadata.data.suggestedStreams is not None
    assert set(metadata.data.suggestedStreams.streams) <= PAGES.keys()


def test_the_hosts_are_those_that_the_package_calls():
    metadata = yaml.safe_load((FOLDER / "metadata.yaml").read_text())
    assert metadata["data"]["allowedHosts"]["hosts"] == ["api.linkedin.com", "www.linkedin.com"]


def test_no_secrets_are_committed_there():
    assert "secrets/" in (FOLDER / ".gitignore").read_text().split()
