"""One measurement, run by either interpreter: ours or the peer's.

This file must not import from the bench package, which the peer's environment lacks. It prints
one JSON object that maps figure names to milliseconds (the best of several runs for codecs,
the median for calls).
"""

import json
import statistics
import sys
import time

sys.tracebacklimit = 0  # a traceback would show the peer's source


def codec(which):
    if which == "ours":
        from linkedin_api.restli import decode, encode
    else:
        from linkedin_api.clients.restli.utils.decoder import decode
        from linkedin_api.clients.restli.utils.encoder import encode
    figures = {}
    for count in (1_000, 4_000, 16_000):
        value = [
            {"urn": f"urn:li:organization:{i}", "name": f"Company ({i})"} for i in range(count)
        ]
        text = encode(value)
        if decode(text) != value:
            raise SystemExit("decode(encode(x)) is not x")
        figures[f"encode {count:,}"] = _best(lambda value=value: encode(value))
        figures[f"decode {count:,}"] = _best(lambda text=text: decode(text))
    return figures


def finder(which, url):
    from linkedin_api.clients.restli.client import RestliClient

    client = RestliClient()
    if which == "peer":  # its URL is fixed; replacing `send` is the documented workaround
        send = client.session.send

        def send_here(prepared, **options):
            prepared.url = prepared.url.replace("https://api.linkedin.com", url, 1)
            return send(prepared, **options)

        client.session.send = send_here

    def call():
        response = client.finder(
            resource_path="/adAccounts",
            finder_name="search",
            access_token="AQX" + "x" * 500,
            query_params={"search": {"status": {"values": ["ACTIVE"]}}},
            version_string="202608",
        )
        if len(response.elements) != 10:
            raise SystemExit("the answer was not read")

    for _ in range(50):
        call()
    cpu, wall = [], []
    for _ in range(7):
        cpu_begun, wall_begun = time.process_time(), time.perf_counter()
        for _ in range(200):
            call()
        cpu.append((time.process_time() - cpu_begun) / 200 * 1e3)
        wall.append((time.perf_counter() - wall_begun) / 200 * 1e3)
    return {"finder CPU": statistics.median(cpu), "finder wall": statistics.median(wall)}


def finder_async(url):
    """The finder call with 20 concurrent tasks, and the same transfer with aiohttp alone."""
    import asyncio

    import aiohttp
    from yarl import URL

    from linkedin_api import AsyncRestliClient
    from linkedin_api.restli import calls
    from linkedin_api.restli.request import build_request

    token = "AQX" + "x" * 500
    query = {"search": {"status": {"values": ["ACTIVE"]}}}
    call = calls.finder("/adAccounts", "search", None, query)
    bare = build_request(call, base_url=url, access_token=token, version="202608")

    async def median_of(one_call):
        async def calls_in_a_row(count):
            for _ in range(count):
                if len(await one_call()) != 10:
                    raise SystemExit("the answer was not read")

        await asyncio.gather(*(calls_in_a_row(10) for _ in range(20)))
        cpu = []
        for _ in range(7):
            begun = time.process_time()
            await asyncio.gather(*(calls_in_a_row(50) for _ in range(20)))
            cpu.append((time.process_time() - begun) / 1_000 * 1e3)
        return statistics.median(cpu)

    async def run():
        async with AsyncRestliClient(base_url=url, version_string="202608") as client:

            async def with_the_client():
                response = await client.finder("/adAccounts", "search", token, query_params=query)
                return response.elements

            ours = await median_of(with_the_client)
        async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session:

            async def with_aiohttp():
                address = URL(bare.url, encoded=True)
                async with session.get(address, headers=bare.headers) as answer:
                    return json.loads(await answer.read())["elements"]

            alone = await median_of(with_aiohttp)
        return {"finder CPU, 20 tasks": ours, "aiohttp alone": alone}

    return asyncio.run(run())


def imports(which):
    begun = time.perf_counter()
    if which == "package":
        import linkedin_api  # noqa: F401

        return {"import package": (time.perf_counter() - begun) * 1e3}
    from linkedin_api.clients.restli.client import RestliClient

    imported = time.perf_counter()
    RestliClient()
    made = time.perf_counter()
    return {"import": (imported - begun) * 1e3, "import and make": (made - begun) * 1e3}


def _best(run):
    times = []
    for _ in range(5):
        begun = time.process_time()
        run()
        times.append(time.process_time() - begun)
    return min(times) * 1e3


if __name__ == "__main__":
    name, *arguments = sys.argv[1:]
    workloads = {
        "codec": codec,
        "finder": finder,
        "finder_async": finder_async,
        "imports": imports,
    }
    print(json.dumps(workloads[name](*arguments)))
