"""Reads with PyAirbyte into a DuckDB file: at first, once more, and all of it.

Arguments: the connector's executable, its configuration as JSON, the file.
"""

import json
import sys

import airbyte
from airbyte.caches import DuckDBCache

STREAMS = ["organization_lookup", "follower_statistics_time_bound"]


def main() -> None:
    executable, config, file = sys.argv[1:]
    source = airbyte.get_source(
        "source-linkedin-pages", local_executable=executable, config=json.loads(config)
    )
    source.check()
    source.select_streams(STREAMS)
    cache = DuckDBCache(db_path=file)
    read = [
        source.read(cache=cache, force_full_refresh=is_full).processed_records
        for is_full in (False, False, True)
    ]
    rows = {name: len(cache[name].to_pandas()) for name in STREAMS}
    print(json.dumps({"read": read, "rows": rows}))


main()
