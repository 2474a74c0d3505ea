"""The kind of a post, wherever an assistant reads it."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from linkedin_api import RestliClient
from linkedin_api.posts import Post
from linkedin_api.sandbox import Sandbox

PAGE = 2414183
AUTHOR = f"urn:li:organization:{PAGE}"
IMAGES = "posts__content__multi_image__images"
AS_TABLES = f"INSERT INTO {IMAGES} (id, position) SELECT min(id), 0 FROM posts"
AS_JSON = """
    DROP TABLE posts__content__multi_image__images;
    DROP TABLE posts__content__carousel__cards;
    ALTER TABLE posts ADD COLUMN content__carousel__cards JSON;
    ALTER TABLE posts ADD COLUMN content__multi_image__images JSON;
    UPDATE posts SET content__multi_image__images = '[{}]' WHERE id = (SELECT min(id) FROM posts)
"""


@pytest.mark.parametrize("lists", [AS_TABLES, AS_JSON], ids=["tables", "json"])
def test_a_post_with_several_images_is_one_in_synced_tables(
    make, loaded: Path, tmp_path: Path, lists: str
):
    file = Path(shutil.copy(loaded, tmp_path / "copy.duckdb"))
    with duckdb.connect(str(file)) as database:
        database.execute("USE linkedin_pages")
        database.execute(
            "UPDATE posts SET content__media__id = NULL, content__article__source = NULL,"
            f" author = '{AUTHOR}' WHERE id = (SELECT min(id) FROM posts)"
        )
        database.execute(lists)
        ((urn,),) = database.sql("SELECT min(id) FROM posts").fetchall()
    report = make(database=file).call("post_report", urn=urn)
    assert report["facts"]["kind"] == "multi_image"


def test_a_post_that_shares_another_is_a_repost_as_linkedin_has_it_now(make, linkedin: Sandbox):
    token = linkedin.access_token()
    with RestliClient(base_url=linkedin.url, access_token=token, version_string="202608") as client:
        first = client.create("/posts", Post("Looms", AUTHOR)).entity_id
        linkedin.advance(seconds=1)
        client.create("/posts", Post("See this", AUTHOR, reshare=first))
    rows = make().call("list_posts", page=str(PAGE), live=True)["rows"]
    assert [row["kind"] for row in rows[:2]] == ["repost", "text"]
