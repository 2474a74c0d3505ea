"""Removes secrets from the messages of libraries: a database driver may quote credentials."""

from __future__ import annotations

from typing import Final

from linkedin_api.assistants.redaction import Redactor

#: Returns a text without secrets of the environment, and without what looks like a secret.
redacted: Final = Redactor(lambda: (), shortest=6)
