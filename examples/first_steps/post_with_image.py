"""A post with an image. Needs LINKEDIN_ACCESS_TOKEN with w_organization_social.

python post_with_image.py engine.png
"""

import os
import sys

from linkedin_api import RestliClient
from linkedin_api.posts import Media, Post

ENGINES = "urn:li:organization:2414183"

with RestliClient(
    access_token=os.environ["LINKEDIN_ACCESS_TOKEN"],
    version_string="202608",
    raise_for_status=True,
) as client:
    image = client.uploads.image(sys.argv[1], ENGINES)
    text = "How it moves (in brass)"  # plain text; `Post` escapes what LinkedIn reserves
    post = Post(text, author=ENGINES, content=Media(image, alt_text="An engine of brass"))
    print(client.create("/posts", post).entity_id)
