"""Reads all campaign groups by page token, with the retries of many programs around it."""

from elsewhere import run, sent_to

from linkedin_api.clients.restli.client import RestliClient
from linkedin_api.common.errors import ResponseFormattingError

GROUPS = "/adAccounts/512000001/adCampaignGroups"


def rows_of(client, token):
    rows, page_token, failures = [], None, 0
    while True:
        params = {"search": {"test": False}, "pageSize": 4}
        if page_token:
            params["pageToken"] = page_token
        try:
            response = client.finder(
                resource_path=GROUPS,
                finder_name="search",
                query_params=params,
                access_token=token,
                version_string="202608",
            )
        except ResponseFormattingError:
            failures += 1
            if failures > 5:
                raise
            continue
        if not response.elements:
            break
        rows += response.elements
        page_token = response.response.json().get("metadata", {}).get("nextPageToken")
        if not page_token:
            break
    return rows


def program(url, token):
    return [row["id"] for row in rows_of(sent_to(RestliClient(), url), token)]


if __name__ == "__main__":
    run(program)
