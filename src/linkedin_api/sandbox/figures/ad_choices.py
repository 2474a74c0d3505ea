"""Where sources disagree about reports on advertisements, and what the sandbox does."""

from __future__ import annotations

from dataclasses import dataclass

from linkedin_api.sandbox.arguments import flag


@dataclass(frozen=True, slots=True)
class AdChoices:
    """How `adAnalytics` answers where what is known of LinkedIn differs.

    The defaults are what was seen, and what is hardest for a program.

    Attributes:
        zeros: whether a metric that is nothing is 0. If not, it is left out, and so is an element
            in which all requested metrics are nothing.
        texts: whether whole numbers sometimes come as text: in every second element.
        settles: whether numbers of the last thirty days still change from day to day. If not, a
            day's numbers never change.

    Raises:
        ValueError: a choice is not True or False.

    Example:
        >>> AdChoices(zeros=True).zeros
        True
    """

    zeros: bool = False
    texts: bool = False
    settles: bool = True

    def __post_init__(self) -> None:
        for name in ("zeros", "texts", "settles"):
            flag(name, getattr(self, name))
