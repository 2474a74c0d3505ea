"""Who am I? Needs LINKEDIN_ACCESS_TOKEN."""

import os

from linkedin_api import RestliClient

with RestliClient(access_token=os.environ["LINKEDIN_ACCESS_TOKEN"]) as client:
    me = client.get("/me").raise_for_status().entity
    print(me["localizedFirstName"], me["localizedLastName"])
