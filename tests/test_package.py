import importlib
import pkgutil
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from measuring import times_as_much

import linkedin_api
from linkedin_api import version
from linkedin_api.clients.restli import response as responses
from linkedin_api.restli.methods import METHODS

pytestmark = pytest.mark.usefixtures("imports_everything")

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
#: Extras that are another one by an older name.
ALIASES = {"pages"}
MODULES = [module.name for module in pkgutil.walk_packages(linkedin_api.__path__, "linkedin_api.")]


def python(code):
    return subprocess.check_output([sys.executable, "-c", code], text=True).strip()


@pytest.mark.parametrize(
    "path",
    [
        "linkedin_api.clients.restli.client:RestliClient",
        "linkedin_api.clients.auth.client:AuthClient",
        "linkedin_api.common.errors:ResponseFormattingError",
        "linkedin_api.common.errors:InvalidArgumentError",
        "linkedin_api.common.errors:MissingArgumentError",
        "linkedin_api.common.errors:InvalidSerializedRestliError",
        *(f"linkedin_api.clients.restli.response:{name}" for name in (
            "BaseRestliResponse", "GetResponse", "BatchGetResponse", "CollectionResponse",
            "Paging", "BatchFinderResponse", "BatchFinderResult", "CreateResponse",
            "BatchCreateResponse", "BatchCreateResult", "UpdateResponse", "BatchUpdateResponse",
            "BatchUpdateResult", "BatchDeleteResponse", "BatchDeleteResult", "ActionResponse")),
        *(f"linkedin_api.clients.auth.response:{name}" for name in (
            "AccessToken3LResponse", "RefreshTokenExchangeResponse", "AccessToken2LResponse",
            "IntrospectTokenResponse")),
        "linkedin_api:RestliClient",
        "linkedin_api:AuthClient",
        "linkedin_api:AsyncRestliClient",
        "linkedin_api:AsyncAuthClient",
    ],
)  # fmt: skip
def test_every_documented_name_is_at_its_documented_place(path):
    module, _, name = path.partition(":")

    assert hasattr(importlib.import_module(module), name)


def test_the_client_has_a_method_for_each_of_the_fourteen():
    assert {name.lower() for name in METHODS} <= set(dir(linkedin_api.RestliClient))


def test_public_lists_are_sorted_and_true():
    modules = [importlib.import_module(name) for name in MODULES if "sandbox" not in name]
    lists = {module: [*getattr(module, "__all__", [])] for module in modules}

    assert [module for module, names in lists.items() if names != sorted(names)] == []
    assert [
        f"{module.__name__}.{name}"
        for module, names in lists.items()
        for name in names
        if not hasattr(module, name)
    ] == []


def test_the_package_lists_its_lazy_names():
    assert set(linkedin_api.__all__) <= set(dir(linkedin_api))
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        linkedin_api.Nothing  # noqa: B018


def test_the_package_is_recognised_by_its_version_which_costs_nothing_until_it_is_read():
    code = (
        "import sys, linkedin_api; print('linkedin_api.version' in sys.modules)\n"
        "from linkedin_api import __version__; print(__version__)"
    )

    assert python(code).split() == ["False", version.__version__]
    assert linkedin_api.__version__ == version.__version__


def test_importing_the_package_takes_a_fraction_of_the_http_library():
    def work(imported):
        code = f"import time; t = time.process_time(); import {imported}"
        return float(python(f"{code}; print(time.process_time() - t)"))

    assert times_as_much(lambda: work("linkedin_api"), lambda: work("requests")) < 1 / 4


@pytest.mark.parametrize(
    ("imported", "absent"),
    [
        ("linkedin_api", {"requests", "urllib3", "aiohttp", "starlette", "dataclasses", "typing"}),
        ("linkedin_api.restli", {"requests", "urllib3", "aiohttp", "starlette", "dataclasses"}),
        ("linkedin_api.clients.restli.async_client", {"requests", "aiohttp"}),
        ("linkedin_api.clients.restli.client", {"requests", "asyncio", "inspect", "click"}),
        ("linkedin_api.sandbox", {"starlette", "uvicorn"}),
        ("linkedin_api.cli", {"click", "rich", "starlette", "requests"}),
    ],
)
def test_heavy_libraries_are_loaded_only_when_used(imported, absent):
    loaded = python(
        f"import sys; there = {{*sys.modules}}; import {imported}; print(*{{*sys.modules}} - there)"
    ).split()

    assert absent.isdisjoint(loaded)


def test_the_core_works_with_requests_alone():
    extras = ("starlette", "uvicorn", "httptools", "click", "rich", "aiohttp", "dlt")
    code = f"""
import sys
sys.modules.update(dict.fromkeys({extras!r}))
from linkedin_api import AuthClient, RestliClient
RestliClient(); AuthClient("id")
from linkedin_api.sandbox import Sandbox
try:
    Sandbox().start()
except Exception as error:
    print(error)
"""

    assert 'pip install "linkedin-api-client[sandbox]"' in python(code)


def test_the_asynchronous_client_says_which_extra_it_needs():
    code = """
import sys
sys.modules["aiohttp"] = None
from linkedin_api import AsyncRestliClient
try:
    AsyncRestliClient()
except ModuleNotFoundError as error:
    print(error)
"""

    assert 'pip install "linkedin-api-client[async]"' in python(code)


def test_every_dependency_has_a_lower_and_an_upper_bound():
    groups = [PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()]
    for requirement in (r for group in groups for r in group if not r.startswith(PROJECT["name"])):
        assert ">=" in requirement, requirement
        assert ",<" in requirement, requirement
    assert PROJECT["dependencies"][0].startswith("requests>=")
    assert len(PROJECT["dependencies"]) == 1


def test_the_readme_lists_every_extra_and_none_twice():
    section = (ROOT / "README.md").read_text().partition("\n## Install\n")[2].partition("\n## ")[0]
    listed = re.findall(r'^pip install "\.\[(.+)]"', section, re.MULTILINE)

    assert len(listed) == len(set(listed))
    assert set(",".join(listed).split(",")) == set(PROJECT["optional-dependencies"]) - ALIASES


def test_an_extra_by_its_older_name_brings_the_same():
    assert PROJECT["optional-dependencies"]["pages"] == [f"{PROJECT['name']}[dlt]"]


def test_the_first_example_of_the_readme_prints_what_stands_below_it():
    text = (ROOT / "README.md").read_text()
    example, output = re.findall(r"```(?:python)?\n(.*?)```", text, re.DOTALL)[:2]

    assert 0 < len([line for line in example.splitlines() if line]) <= 8
    assert python(example) == output.strip()


def test_every_extra_is_part_of_all():
    (everything,) = PROJECT["optional-dependencies"]["all"]
    extras = set(PROJECT["optional-dependencies"]) - {"all"}

    assert set(everything.partition("[")[2].rstrip("]").split(",")) == extras


@pytest.mark.parametrize("page", ["README.md", "docs/coming-from-0.3.md"])
def test_whoever_installed_the_unofficial_package_too_reads_how_to_repair_it(page):
    text = (ROOT / page).read_text()

    assert "unofficial `linkedin-api`" in text
    assert "linkedin_api.__version__" in text
    assert "pip uninstall linkedin-api\npip install --force-reinstall --no-deps .\n" in text


def test_the_changelog_begins_with_this_version():
    headings = [
        line for line in (ROOT / "CHANGELOG.md").read_text().splitlines() if line.startswith("## ")
    ]

    assert headings[0].split()[1].rstrip(",") == version.__version__


def test_all_documented_response_classes_are_public():
    classes = {
        name for name, value in vars(responses).items()
        if isinstance(value, type) and value.__module__ == responses.__name__
        and not name.startswith("_")
    }  # fmt: skip

    assert classes <= set(responses.__all__)
