"""Public address of `catalogue.ads`: the tables of LinkedIn Ads."""

from linkedin_api.sources.catalogue.ads import (
    ADS,
    DEFAULT_METRICS,
    DEMOGRAPHICS,
    METRICS,
    Report,
    ads_tables,
)

__all__ = ["ADS", "DEFAULT_METRICS", "DEMOGRAPHICS", "METRICS", "Report", "ads_tables"]
