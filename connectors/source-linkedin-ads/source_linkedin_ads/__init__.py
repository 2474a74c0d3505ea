"""The connector under the names that Airbyte's tools derive from its folder."""

from linkedin_api.sources.engines.airbyte import SourceLinkedInAds as SourceLinkedinAds

__all__ = ["SourceLinkedinAds"]
