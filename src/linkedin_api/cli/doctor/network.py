"""What the environment says about the way to LinkedIn: addresses, proxies, certificates."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from linkedin_api.cli.doctor.result import Result
from linkedin_api.clients.named_files import is_file_or_folder
from linkedin_api.clients.transports.proxies import UnusableProxyError, environment_proxy

#: What the synchronous client supports; the asynchronous one has no SOCKS.
_SCHEMES: Final = ("http", "https", "socks4", "socks4a", "socks5", "socks5h")
_BUNDLES: Final = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")


def examine_network(*urls: str) -> Iterator[Result]:
    """Examine the proxy of each URL, and the certificates."""
    yield _proxy(urls)
    yield from _certificates()


def _proxy(urls: tuple[str, ...]) -> Result:
    try:
        proxies = {url: environment_proxy(url, _SCHEMES) for url in urls}
    except UnusableProxyError as error:
        return Result("proxy", "problem", "the proxy cannot be used", str(error))
    through = dict.fromkeys(_place(proxy) for proxy in proxies.values() if proxy)
    if not through:
        return Result("proxy", "ok", "none: connections are direct")
    direct = [urlsplit(url).hostname or url for url, proxy in proxies.items() if not proxy]
    text = f"through {' and '.join(through)}"
    if any(place.startswith("socks") for place in through):
        remedy = "set an http:// proxy to load tables"
        return Result("proxy", "note", f"{text}, which cannot load tables", remedy)
    return Result("proxy", "ok", f"{text}, but not to {' and '.join(direct)}" if direct else text)


def _place(proxy: str) -> str:
    """A proxy without its user and password."""
    parts = urlsplit(proxy)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def _certificates() -> Iterator[Result]:
    for name in _BUNDLES:
        path = os.environ.get(name)
        if not path:
            continue
        if is_file_or_folder(path):
            yield Result("certificates", "ok", f"those of {path}, by {name}")
        else:
            remedy = f"correct {name}, or unset it"
            yield Result("certificates", "problem", f"there is no file {path}", remedy)
        return
