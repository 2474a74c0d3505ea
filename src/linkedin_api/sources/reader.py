"""Public address of `reading.reader`: the reader of all tables."""

from linkedin_api.sources.reading.reader import Batch, Past, Reader, Tally

__all__ = ["Batch", "Past", "Reader", "Tally"]
