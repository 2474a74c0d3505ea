"""Create, update and delete an ad account; LinkedIn deletes drafts only.

Needs LINKEDIN_ACCESS_TOKEN with rw_ads.
"""

import os

from linkedin_api import RestliClient

with RestliClient(
    access_token=os.environ["LINKEDIN_ACCESS_TOKEN"],
    version_string="202608",
    raise_for_status=True,
) as client:
    account = {"name": "Experiments", "type": "BUSINESS", "currency": "EUR", "status": "DRAFT"}
    created = client.create("/adAccounts", account)
    key = {"id": created.entity_id}
    client.partial_update("/adAccounts/{id}", {"name": "Trials"}, path_keys=key)
    print(client.get("/adAccounts/{id}", path_keys=key).entity["name"])
    client.delete("/adAccounts/{id}", path_keys=key)
