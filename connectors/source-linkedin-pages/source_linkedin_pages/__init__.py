"""The connector under the names that Airbyte's tools derive from its folder."""

from linkedin_api.sources.engines.airbyte import SourceLinkedInPages as SourceLinkedinPages

__all__ = ["SourceLinkedinPages"]
