"""What is printed where the output's encoding lacks letters, such as a file on Windows."""

import io
import json
import os
import subprocess
import sys

import pytest

from linkedin_api.cli.output import json_text

TEXT = "Zwölf Öfen, 漢字 🙂"


def test_letters_that_the_output_lacks_are_escaped():
    ended = subprocess.run(
        [sys.executable, "-m", "linkedin_api.cli", "post", "create", TEXT, "--dry-run"],
        env={**os.environ, "PYTHONIOENCODING": "cp1252"}, capture_output=True, check=True,
    )  # fmt: skip

    assert r"people read: Zwölf Öfen, \u6f22\u5b57 \U0001f642" in ended.stdout.decode("cp1252")


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
@pytest.mark.parametrize("text", [TEXT, "half of a pair: \ud83d"])
def test_json_is_json_in_any_encoding(monkeypatch, encoding, text):
    out = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    monkeypatch.setattr("sys.stdout", out)

    out.write(json_text({"text": text}))
    out.seek(0)

    assert json.loads(out.read()) == {"text": text}
