"""`linkedin pages views`: views for models that were written for another vendor's tables."""

import duckdb

TABLES = "organization_lookup,posts,post_statistics"


def test_views_are_created_beside_the_tables_and_named(type_, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert type_(f"pages sync --sandbox --tables {TABLES}").code == 0
    ended = type_("pages views --sandbox")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines() == [
        f"linkedin_company_pages.{name}"
        for name in (
            "organization",
            "organization_ugc_post",
            "ugc_post_history",
            "share_statistic",
            "ugc_post_share_statistic",
            "post_content",
        )
    ]
    with duckdb.connect("linkedin_sandbox.duckdb") as database:
        sums = "SELECT sum(impression_count) FROM linkedin_company_pages.share_statistic"
        ((impressions,),) = database.sql(sums).fetchall()
    assert impressions > 0


def test_a_dataset_is_found_under_the_name_that_was_loaded(type_, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    type_(f"pages sync --sandbox --tables {TABLES} --dataset My-Data")
    document = type_("pages views --sandbox --dataset My-Data --schema dbt --json").document
    assert document["schema"] == "dbt"
    assert len(document["views"]) == 6
    report = type_("pages report --sandbox --dataset My-Data --json").document
    assert report["dataset"] == "my_data"
    assert report["posts"] > 0


def test_views_without_a_file_make_none(type_, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ended = type_("pages views")
    assert (ended.code, ended.out) == (1, "")
    assert "no file linkedin.duckdb: load tables with `linkedin pages sync`, or name" in ended.err
    assert not (tmp_path / "linkedin.duckdb").exists()


def test_views_without_their_tables_name_what_to_load(type_, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    type_("pages sync --sandbox --tables organization_lookup")
    ended = type_("pages views --sandbox")
    assert ended.code == 1
    assert "load posts,post_statistics with `linkedin pages sync` first" in " ".join(
        ended.err.split()
    )
