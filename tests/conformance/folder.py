"""LinkedIn's own conformance data, and the mark for tests that need it."""

from __future__ import annotations

from outside_data import OutsideData

_DATA = OutsideData("LINKEDIN_CONFORMANCE", "conformance", "the conformance data is")
needs_folder, load = _DATA.needed, _DATA.load
