"""What every sandbox has at the start, and a post that its member may write."""

from __future__ import annotations

from typing import Any, Final

ADA: Final = "urn:li:person:782bbtaQ"
ENGINES: Final = "urn:li:organization:2414183"
ACCOUNT: Final = "urn:li:sponsoredAccount:512000001"
OTHER: Final = "urn:li:sponsoredAccount:512000002"
CAMPAIGN: Final = "urn:li:sponsoredCampaign:610000001"
SHARE: Final = "urn:li:share:7400000000000000001"
POST: Final[dict[str, Any]] = {
    "author": ADA,
    "commentary": "Hello",
    "visibility": "PUBLIC",
    "distribution": {"feedDistribution": "MAIN_FEED"},
    "lifecycleState": "PUBLISHED",
}
