"""Many calls at once, without threads. Needs LINKEDIN_ACCESS_TOKEN with r_ads."""

import asyncio
import os

from linkedin_api import AsyncRestliClient


async def main() -> None:
    async with AsyncRestliClient(
        access_token=os.environ["LINKEDIN_ACCESS_TOKEN"], version_string="202608"
    ) as client:
        accounts = (512000001, 512000002, 512000003)
        calls = [client.get("/adAccounts/{id}", path_keys={"id": each}) for each in accounts]
        for response in await asyncio.gather(*calls):
            print(response.entity["name"])


asyncio.run(main())
