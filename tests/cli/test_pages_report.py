"""`linkedin pages report`: what it writes, prints and ends with."""

import duckdb
import pytest

TABLE = "linkedin_pages.total_follower_count"


@pytest.fixture
def database(tmp_path):
    """A DuckDB file with the followers of one page."""
    file = tmp_path / "linkedin.duckdb"
    with duckdb.connect(str(file)) as connection:
        for statement in (
            "CREATE SCHEMA linkedin_pages",
            f"CREATE TABLE {TABLE} (organizational_entity VARCHAR, first_degree_size BIGINT)",
            f"INSERT INTO {TABLE} VALUES ('urn:li:organization:2414183', 9371)",
        ):
            connection.execute(statement).fetchall()
    return file


def test_it_writes_a_file_and_says_what_is_in_it(type_, tmp_path, monkeypatch, database):
    monkeypatch.chdir(tmp_path)

    ended = type_("pages report")

    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("linkedin_report.html: 1 page, 0 days, 0 posts\n")
    assert "\nno table posts\n" in ended.out
    assert '"followers":9371' in (tmp_path / "linkedin_report.html").read_text()


def test_its_summary_is_one_document_of_json(type_, tmp_path, database):
    output = tmp_path / "r.html"

    document = type_(f"pages report --database {database} --output {output} --json").document

    assert document["output"] == str(output)
    assert document["bytes"] == output.stat().st_size
    assert (document["pages"], document["since"]) == (1, None)
    assert "share_statistics_time_bound" in document["missing_tables"]


def test_it_opens_in_the_browser_if_that_was_asked_for(type_, tmp_path, monkeypatch, database):
    opened = []
    monkeypatch.setattr("webbrowser.open", opened.append)

    type_(f"pages report --database {database} --output {tmp_path / 'r.html'} --open")

    assert opened == [(tmp_path / "r.html").as_uri()]


def test_without_a_database_it_says_what_makes_one(type_, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    ended = type_("pages report --sandbox")

    assert (ended.code, ended.out) == (1, "")
    assert (
        "no file linkedin_sandbox.duckdb: load tables with `linkedin pages sync --sandbox`, or name"
        in ended.err
    )


def test_without_data_the_file_says_how_to_load_some(type_, tmp_path, database):
    output = tmp_path / "r.html"

    ended = type_(f"pages report --database {database} --dataset nothing --output {output}")

    assert ended.code == 0
    assert ended.out.endswith("there is no data yet; load some with: linkedin pages sync\n")
    assert "There is no data yet" in output.read_text()


def test_an_organization_that_is_not_there_is_an_error_of_the_command_line(type_, database):
    ended = type_(f"pages report --database {database} --org 7")

    assert ended.code == 2
    assert "the tables have no organization 7; they have 2414183" in ended.err


@pytest.mark.parametrize(
    ("folder", "reason"), [("no", "No such file or directory"), ("file", "Not a directory")]
)
def test_a_file_that_cannot_be_written_leaves_nothing(type_, tmp_path, database, folder, reason):
    (tmp_path / "file").touch()
    output = tmp_path / folder / "r.html"

    ended = type_(f"pages report --database {database} --output {output}")

    assert ended.code == 1
    assert ended.err == f"Error: cannot write {output}: {reason}; name another file with --output\n"
    assert {each.name for each in tmp_path.iterdir()} == {"linkedin.duckdb", "file"}


def test_a_file_that_is_no_database_is_one_line(type_, tmp_path):
    (tmp_path / "x.duckdb").write_text("no database" * 1000)

    ended = type_(f"pages report --database {tmp_path / 'x.duckdb'}")

    assert (ended.code, ended.out, ended.err.count("\n")) == (1, "", 1)
    assert "not a valid DuckDB database file" in ended.err
