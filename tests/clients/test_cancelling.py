"""Tasks that are cancelled, or give up waiting, leave the client as good as it was."""

import asyncio

from linkedin_api import AsyncRestliClient
from linkedin_api.sandbox import Match, Sandbox

SLOW = Match(resource="me")


async def _ask(sandbox, interrupted):
    token = sandbox.access_token()
    async with AsyncRestliClient(
        base_url=sandbox.url, access_token=token, version_string="202608", connections=1
    ) as client:
        await interrupted(client)
        return (await client.get("/adAccounts/512000001")).entity["name"]


def test_a_cancelled_call_frees_its_connection():
    async def interrupted(client):
        task = asyncio.create_task(client.get("/me"))
        await asyncio.sleep(0.05)
        task.cancel()
        (result,) = await asyncio.gather(task, return_exceptions=True)
        assert isinstance(result, asyncio.CancelledError)

    with Sandbox() as sandbox:
        sandbox.faults.add(match=SLOW, delay=30)

        assert asyncio.run(_ask(sandbox, interrupted)) == "Lovelace Engines"


def test_a_call_may_be_given_up_after_a_while():
    async def interrupted(client):
        try:
            async with asyncio.timeout(0.05):
                await client.get("/me")
        except TimeoutError:
            return
        raise AssertionError("the call came to its end")

    with Sandbox() as sandbox:
        sandbox.faults.add(match=SLOW, delay=30)

        assert asyncio.run(_ask(sandbox, interrupted)) == "Lovelace Engines"


def test_others_go_on_when_one_is_cancelled():
    async def main(sandbox):
        token = sandbox.access_token()
        async with AsyncRestliClient(
            base_url=sandbox.url, access_token=token, version_string="202608"
        ) as client:
            slow = asyncio.create_task(client.get("/me"))
            others = [client.get("/adAccounts/512000001") for _ in range(10)]
            asyncio.get_running_loop().call_later(0.01, slow.cancel)
            answers = await asyncio.gather(slow, *others, return_exceptions=True)
            return [answer.status_code for answer in answers[1:]]

    with Sandbox() as sandbox:
        sandbox.faults.add(match=SLOW, delay=30)

        assert asyncio.run(main(sandbox)) == [200] * 10
