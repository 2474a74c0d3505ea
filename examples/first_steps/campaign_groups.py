"""Several campaign groups with one call; a missing one is an error of its own.

Needs LINKEDIN_ACCESS_TOKEN with r_ads.
"""

import os

from linkedin_api import RestliClient

with RestliClient(
    access_token=os.environ["LINKEDIN_ACCESS_TOKEN"], version_string="202608"
) as client:
    groups = client.batch_get(
        "/adAccounts/512000001/adCampaignGroups", ids=[600000001, 600000002, 1]
    )
    for key, group in groups.results.items():
        print(key, group["name"])
    for key, error in groups.errors.items():
        print(key, error.status, error.message)
