"""Public address of `reading.access`: credentials for LinkedIn."""

from linkedin_api.sources.reading.access import Access

__all__ = ["Access"]
