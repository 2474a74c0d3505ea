"""Tables by dlt in a shell that names proxies and excepts nothing."""

from canned import CannedServer

from linkedin_api.sandbox import Sandbox
from linkedin_api.sources.engines.dlt import Plan, sync
from linkedin_api.sources.reading.access import Access


def test_nothing_of_a_local_linkedin_is_seen_by_a_proxy(duckdb, monkeypatch):
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with CannedServer() as proxy, Sandbox() as sandbox:
        for name in ("http_proxy", "https_proxy", "all_proxy"):
            monkeypatch.setenv(name, proxy.url)
        access = Access(
            client_id=sandbox.client_id,
            client_secret=sandbox.client_secret,
            refresh_token=sandbox.refresh_token(),
            base_url=sandbox.url,
            oauth_url=sandbox.url,
        )

        report = sync(Plan.pages(access, tables=["organization_lookup"]), duckdb.target)

        assert report.tables[0].rows > 0
        assert proxy.received == []
