"""The result of one examination."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

#: `ok`; `note` for what may be as it should be; `problem` for what is wrong.
State = Literal["ok", "note", "problem"]
#: How people see it.
WORDS: Final[dict[State, str]] = {"ok": "yes", "note": "-", "problem": "NO"}


class Result(NamedTuple):
    """What was found.

    Attributes:
        subject: what was examined.
        state: whether it is as it should be.
        text: what was found.
        remedy: what to do; empty if nothing.
    """

    subject: str
    state: State
    text: str
    remedy: str = ""

    @property
    def sentence(self) -> str:
        """What was found and what to do."""
        return f"{self.text}: {self.remedy}" if self.remedy else self.text
