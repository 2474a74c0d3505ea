"""All pages of a list. Needs LINKEDIN_ACCESS_TOKEN with r_organization_social."""

import os

from linkedin_api import RestliClient

with RestliClient(
    access_token=os.environ["LINKEDIN_ACCESS_TOKEN"], version_string="202608"
) as client:
    posts = client.paginate(
        "/posts", "author", query_params={"author": "urn:li:organization:2414183"}
    )
    for post in posts:  # reads a page when it is needed, and every post once
        print(post["id"], post["commentary"][:40].replace("\n", " "))
