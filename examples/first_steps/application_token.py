"""A token of the application itself, without a member, as LinkedIn Learning takes.

Needs LINKEDIN_CLIENT_ID and LINKEDIN_CLIENT_SECRET.
"""

import os

from linkedin_api import ClientCredentials, RestliClient

provider = ClientCredentials(os.environ["LINKEDIN_CLIENT_ID"], os.environ["LINKEDIN_CLIENT_SECRET"])
with RestliClient(access_token=provider) as client:  # the provider renews the token in time
    courses = client.finder(
        "/learningAssets",
        "criteria",
        query_params={"assetFilteringCriteria": {"assetTypes": ["COURSE"]}, "count": 3},
    )
    for course in courses:
        print(course["title"]["value"])
