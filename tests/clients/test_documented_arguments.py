"""What `help` says of the methods of clients."""

import inspect
import os
import pydoc
import re
import subprocess
import sys

import pytest

from linkedin_api import AsyncAuthClient, AsyncRestliClient, AuthClient, RestliClient
from linkedin_api.clients.uploads.async_methods import AsyncUploadMethods
from linkedin_api.clients.uploads.methods import UploadMethods, Uploads

METHODS = [
    (owner, name)
    for owner in (
        *(RestliClient, AsyncRestliClient, AuthClient, AsyncAuthClient),
        *(Uploads, UploadMethods, AsyncUploadMethods),
    )
    for name, _ in inspect.getmembers(owner, callable)
    if not name.startswith("_")
]
NAMES = [f"{owner.__name__}.{name}" for owner, name in METHODS]


def documented(method):
    """The arguments that a docstring has, and the text of each."""
    section = re.search(r"^Args:\n((?:    .*\n?)+)", inspect.getdoc(method) or "", re.MULTILINE)
    found = re.findall(
        r"^    (\w+): (.*(?:\n        .*)*)", section[1] if section else "", re.MULTILINE
    )
    return {name: " ".join(text.split()) for name, text in found}


@pytest.mark.parametrize(("owner", "name"), METHODS, ids=NAMES)
def test_help_documents_every_argument_in_its_order(owner, name):
    method = getattr(owner, name)
    wanted = list(inspect.signature(method).parameters)
    if not inspect.ismethod(method):  # `self` is not documented
        del wanted[0]
    if wanted == ["args", "keywords"]:
        wanted = list(inspect.signature(method.__wrapped__).parameters)[1:]

    assert list(documented(method)) == wanted
    assert all(documented(method).values())


@pytest.mark.parametrize(
    ("ours", "twin"), [(RestliClient, AsyncRestliClient), (AuthClient, AsyncAuthClient)]
)
def test_both_clients_say_the_same_of_an_argument(ours, twin):
    for owner, name in METHODS:
        if owner is ours:
            assert documented(getattr(ours, name)) == documented(getattr(twin, name)), name


def test_the_sections_of_a_docstring_keep_their_order():
    text = pydoc.render_doc(RestliClient.paginate, renderer=pydoc.plaintext)
    headings = re.findall(r"^    (HTTP|Args|Returns|Raises|Example):", text, re.MULTILINE)

    assert headings == ["HTTP", "Args", "Returns", "Raises", "Example"]


def test_the_clients_work_without_docstrings():
    code = "from linkedin_api import RestliClient as C; print(C().get.__doc__, C.get.__name__)"

    for level in ("0", "2"):
        env = {**os.environ, "PYTHONOPTIMIZE": level}
        said = subprocess.check_output([sys.executable, "-c", code], text=True, env=env)
        assert said.split()[-1] == "get"
