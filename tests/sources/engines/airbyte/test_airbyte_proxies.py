"""The connector in an environment that names proxies and excepts nothing."""

from canned import CannedServer


def test_nothing_of_a_local_linkedin_is_seen_by_a_proxy(connector, organizations, monkeypatch):
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with CannedServer() as proxy:
        for name in ("http_proxy", "https_proxy", "all_proxy"):
            monkeypatch.setenv(name, proxy.url)

        output = connector.run("check", config=connector.oauth(organizations[0]))

        assert output.of("CONNECTION_STATUS")[0]["status"] == "SUCCEEDED"
        assert len(output.requests) > len(output.calls) > 0
        assert proxy.received == []
