"""Public address of `checking.check`: can these tables be read?"""

from linkedin_api.sources.checking.check import Checkup, Finding, check

__all__ = ["Checkup", "Finding", "check"]
