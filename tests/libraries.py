"""The large libraries that this package uses: whoever does not need one does not load it."""

from typing import Final

HEAVY: Final = frozenset(
    {
        "aiohttp",
        "airbyte_cdk",
        "cryptography",
        "dlt",
        "duckdb",
        "keyring",
        "pyarrow",
        "pyspark",
        "requests",
        "rich",
        "starlette",
        "uvicorn",
    }
)
