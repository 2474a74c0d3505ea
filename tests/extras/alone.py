"""`make extras`: each extra alone, in an environment of its own, without what the others bring.

Every door of the package is tried in every environment. Where the extra brings what a door
needs, it opens; elsewhere it stays shut with one sentence that names the extra to install.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from linkedin_api.sandbox import Sandbox

_ROOT: Final = Path(__file__).parents[2]
PROJECT: Final = tomllib.loads((_ROOT / "pyproject.toml").read_text())["project"]
_NAME: Final = PROJECT["name"]


class Door(NamedTuple):
    """Something that users do, which needs an extra.

    Attributes:
        needs: the extra; empty if the core is enough.
        program: does it, and fails if it cannot be done.
    """

    needs: str
    program: str


_LOAD: Final = """
import os
from linkedin_api.sources.engines.dlt import linkedin_pages
import dlt
pipeline = dlt.pipeline("alone", dataset_name="pages", pipelines_dir=".",
    destination=dlt.destinations.duckdb("alone.duckdb"))
source = linkedin_pages([2414183], credentials=os.environ["LINKEDIN_ACCESS_TOKEN"],
    tables=["total_follower_count"])
pipeline.run(source)
with pipeline.sql_client() as sql:
    assert sql.execute_sql("SELECT count(*) FROM total_follower_count")[0][0] == 1
"""

DOORS: Final = (
    Door(
        "",
        "import os; from linkedin_api import RestliClient\n"
        "client = RestliClient(access_token=os.environ['LINKEDIN_ACCESS_TOKEN'])\n"
        "assert client.get('/me').raise_for_status().status_code == 200",
    ),
    Door(
        "async",
        "import asyncio, os; from linkedin_api import AsyncRestliClient\n"
        "async def call():\n"
        "    token = os.environ['LINKEDIN_ACCESS_TOKEN']\n"
        "    async with AsyncRestliClient(access_token=token) as client:\n"
        "        return (await client.get('/me')).raise_for_status().status_code\n"
        "assert asyncio.run(call()) == 200",
    ),
    Door(
        "sandbox",
        "from linkedin_api import RestliClient; from linkedin_api.sandbox import Sandbox\n"
        "with Sandbox() as there:\n"
        "    client = RestliClient(base_url=there.url, access_token=there.access_token())\n"
        "    assert client.get('/me').raise_for_status().status_code == 200",
    ),
    Door("cli", "import sys; from linkedin_api.cli import main; sys.argv[1:] = ['--help']; main()"),
    Door(
        "keyring",
        "from linkedin_api.tokens import KeyringStore\nKeyringStore('alone', 'nobody')",
    ),
    Door(
        "arrow",
        "from linkedin_api.sources import read_pages\n"
        "assert read_pages([2414183], tables=['posts'])['posts'].num_rows",
    ),
    Door("dlt", _LOAD),
    Door(
        "mcp",  # until the end of standard input
        "from pathlib import Path; from linkedin_api.assistants import Setup, serve\n"
        "from linkedin_api.sources.reading.access import Access\n"
        "serve(Setup(Access('a-token'), Path('none')))",
    ),
    Door("postgres", "import psycopg2, dlt; dlt.destinations.postgres()"),
    Door(
        "spark",
        "from linkedin_api.sources.engines.spark import LinkedInDataSource\n"
        "assert 'id' in LinkedInDataSource({'table': 'posts'}).schema().fieldNames()",
    ),
    Door(
        "report",
        "from pathlib import Path; from linkedin_api.sources.report import *; import duckdb\n"
        "duckdb.connect('alone.duckdb').close()\n"
        "with Tables(Path('alone.duckdb'), 'main') as tables:\n"
        "    page = html_of(read_figures(tables, days=7), made='today', source='nothing')\n"
        "assert 'no data yet' in page",
    ),
    Door(
        "airbyte",
        "from linkedin_api.sources.engines.airbyte import main; main(['spec'])",
    ),
)  # fmt: skip
#: Doors that are another library's: without it, Python says what is missing.
_OTHERS: Final = {"postgres"}


def brought_by(extra: str) -> set[str]:
    """The extras that one brings, itself among them."""
    found = {extra}
    for requirement in PROJECT["optional-dependencies"].get(extra, ()):
        if requirement.startswith(f"{_NAME}["):
            for each in requirement.partition("[")[2].rstrip("]").split(","):
                found |= brought_by(each)
    return found


def environment(folder: Path, extra: str) -> Path:
    """Install the package with one extra, none if it is empty, and return its Python."""
    python = folder / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    what = f"{_ROOT}[{extra}]" if extra else str(_ROOT)
    pip = [python, "-m", "pip", "--disable-pip-version-check", "--quiet", "install", what]
    subprocess.run(pip, check=True)
    return python


def problem(python: Path, door: Door, brought: set[str]) -> str:
    """What is wrong with a door in an environment; empty if it is as it has to be."""
    with tempfile.TemporaryDirectory() as empty:
        tried = subprocess.run(
            [python, "-c", door.program],
            capture_output=True,
            text=True,
            check=False,
            cwd=empty,
            stdin=subprocess.DEVNULL,
        )
    is_open = tried.returncode == 0
    if door.needs in brought | {""}:
        return "" if is_open else f"does not work:\n{tried.stderr}"
    # What another extra's libraries bring along may open it too.
    if is_open or door.needs in _OTHERS or f"{_NAME}[{door.needs}" in tried.stderr:
        return ""
    return f"does not say that it needs {door.needs}:\n{tried.stderr}"


def main(extras: Sequence[str]) -> int:
    """Try each extra, or those that are named; 1 if anything is wrong."""
    failed = 0
    chosen = extras or ["", *PROJECT["optional-dependencies"]]
    with Sandbox() as sandbox:
        os.environ |= {
            "LINKEDIN_API_URL": sandbox.url,
            "LINKEDIN_OAUTH_URL": sandbox.url,
            "LINKEDIN_ACCESS_TOKEN": sandbox.access_token(),
            "RUNTIME__DLTHUB_TELEMETRY": "false",
        }
        os.environ.pop("PYTHONPATH", None)
        for extra in chosen:
            with tempfile.TemporaryDirectory() as folder:
                python = environment(Path(folder), extra)
                for door in DOORS:
                    wrong = problem(python, door, brought_by(extra))
                    failed += bool(wrong)
                    shown = wrong or "ok"
                    print(f"[{extra}] {door.needs or 'core'}: {shown}", flush=True)
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
