"""A program that uses the data source in a real Spark: commands come in as lines of JSON.

Arguments: the master, a folder for its files, and how many seconds its clock is ahead. Each
command has one answer, a line of JSON that begins with `>`.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as sql
from pyspark.sql.types import DoubleType, LongType

from linkedin_api.sources.engines.spark import LinkedInDataSource

WHAT = ("environ", "cmdline")


class Place(NamedTuple):
    """Where the program writes, and when it lives."""

    folder: Path
    ahead: float


def started(master: str, place: Place) -> SparkSession:
    (place.folder / "events").mkdir(exist_ok=True)
    spark = (
        SparkSession.builder.master(master)
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.warehouse.dir", str(place.folder / "warehouse"))
        .config("spark.sql.python.filterPushdown.enabled", "true")
        .config("spark.eventLog.enabled", "true")
        .config("spark.eventLog.compress", "false")
        .config("spark.eventLog.dir", (place.folder / "events").as_uri())
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("WARN")
    ahead = place.ahead

    class Ahead(LinkedInDataSource):
        now = staticmethod(lambda: time.time() + ahead)

    spark.dataSource.register(Ahead)
    return spark


def frame_of(spark: SparkSession, command: dict[str, Any], how: str = "read") -> DataFrame:
    reader = getattr(spark, how).format("linkedin")
    for name, value in command["options"].items():
        reader = reader.option(name, value)
    frame = reader.load()
    return frame.where(command["where"]) if "where" in command else frame


def read(spark: SparkSession, command: dict[str, Any]) -> dict[str, Any]:
    return summary(frame_of(spark, command))


def summary(frame: DataFrame) -> dict[str, Any]:
    """The number of rows and of different rows, and the sums of numbers."""
    numbers = [f.name for f in frame.schema if isinstance(f.dataType, LongType | DoubleType)]
    wanted = [sql.count(sql.lit(1)).alias("rows"), sql.countDistinct(*map(sql.col, _plain(frame)))]
    row = frame.agg(*wanted, *(sql.sum(name) for name in numbers)).collect()[0]
    sums = {name: row[2 + place] or 0 for place, name in enumerate(numbers)}
    return {"rows": row[0], "distinct": row[1], "sums": sums}


def _plain(frame: DataFrame) -> list[str]:
    return [f.name for f in frame.schema if not f.nullable] or frame.columns


def schema(spark: SparkSession, command: dict[str, Any]) -> dict[str, Any]:
    fields = frame_of(spark, command).schema
    return {f.name: [f.dataType.simpleString(), f.metadata.get("comment", "")] for f in fields}


def plan(spark: SparkSession, command: dict[str, Any]) -> str:
    frame = frame_of(spark, command)
    frame.count()
    return frame._jdf.queryExecution().toString() + frame._sc._jvm.PythonSQLUtils.explainString(
        frame._jdf.queryExecution(), "extended"
    )


def stream(spark: SparkSession, command: dict[str, Any]) -> dict[str, Any]:
    """Write a stream into Parquet files, until there is nothing new."""
    place = Path(command["folder"])
    query = (
        frame_of(spark, command, "readStream")
        .writeStream.format("parquet")
        .option("path", str(place / "rows"))
        .option("checkpointLocation", str(place / "checkpoint"))
        .trigger(availableNow=True)
        .start()
    )
    query.awaitTermination()
    return summary(spark.read.parquet(str(place / "rows")))


def environments(spark: SparkSession, _command: dict[str, Any]) -> list[Any]:
    """The environment and the command line of every executor and of its Python worker."""

    def mine(_: Any) -> list[str]:
        processes = (os.getpid(), os.getppid(), _parent_of(os.getppid()))
        files = [Path(f"/proc/{each}/{what}") for each in processes for what in WHAT]
        return [file.read_bytes().decode(errors="replace") for file in files]

    def _parent_of(process: int) -> int:
        return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])

    return spark.sparkContext.parallelize(range(8), 8).map(mine).collect()


def main() -> None:
    master, folder, ahead = sys.argv[1:]
    spark = started(master, Place(Path(folder), float(ahead)))
    commands = {each.__name__: each for each in (read, schema, plan, stream, environments)}
    print("> ready", flush=True)
    for line in sys.stdin:
        command = json.loads(line)
        try:
            answer: Any = {"answer": commands[command["do"]](spark, command)}
        except Exception as error:  # noqa: BLE001  the test looks at it
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(f"> {json.dumps(answer)}", flush=True)
    spark.stop()


if __name__ == "__main__":
    main()
