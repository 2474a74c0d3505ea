"""Recordings of the known connector, and the mark for tests that need them."""

from __future__ import annotations

from outside_data import OutsideData

_DATA = OutsideData("LINKEDIN_PAGES_RECORDINGS", "pages", "the recordings are")
needs_recordings, recorded = _DATA.needed, _DATA.load
