"""The steps of a call performed: by `requests`, by `aiohttp`, and what both need of a network."""
