"""Moments at which a sync can be killed, in the order in which they come."""

from __future__ import annotations

from dlt_killed import Moment

_JOBS = "dlt.common.storages.load_package:PackageStorage"
_PIPELINE = "dlt.pipeline.pipeline:Pipeline"
_STORAGE = "dlt.common.storages.load_storage:LoadStorage"
_OURS = "linkedin_api.sources.engines.dlt"

_FILE = "dlt.destinations.impl.duckdb.duck:DuckDbCopyJob.run"

LOADED_UNNOTED = Moment(_FILE, 2, is_after=True)
THIRD_NOTED = Moment(f"{_JOBS}.complete_job", 3, is_after=True)
NOTED_BY_DATABASE = Moment(
    "dlt.destinations.job_client_impl:SqlJobClientBase.complete_load", is_after=True
)
MOMENTS = {
    "while rows are written down": Moment("dlt.extract.extractors:Extractor.write_items", 4),
    "before what was read is complete": Moment("dlt.extract.extract:Extract.commit_packages"),
    "before dlt notes that it is complete": Moment(
        "dlt.extract.extract:Extract.commit_packages", is_after=True
    ),
    "when all was read": Moment(f"{_PIPELINE}.normalize"),
    "while it is made ready": Moment("dlt.normalize.normalize:w_normalize_files", is_after=True),
    "when it was just made ready": Moment(f"{_STORAGE}.commit_new_load_package", is_after=True),
    "before it is loaded": Moment(f"{_PIPELINE}.load"),
    "when tables were emptied": Moment("dlt.load.load:Load.initialize_package", is_after=True),
    "when the first file was loaded": Moment(_FILE, is_after=True),
    "when the second file was loaded": LOADED_UNNOTED,
    "when the third file was loaded and noted": THIRD_NOTED,
    "when a table was merged": Moment(
        "dlt.destinations.job_client_impl:SqlLoadJob.run", is_after=True
    ),
    "when all files were loaded": Moment("dlt.load.load:Load.complete_package"),
    "when the load was noted by the database": NOTED_BY_DATABASE,
    "when the load was noted by dlt": Moment(f"{_STORAGE}.complete_load_package", is_after=True),
    "at the very end": Moment(f"{_PIPELINE}.load", is_after=True),
}
#: While what was loaded in part is put back, and loaded again.
MOMENTS_OF_RECOVERY = {
    "when tables can be emptied again": Moment("shutil:copy", is_after=True),
    "when the package was put back": Moment(f"{_OURS}.recovery:rewind", is_after=True),
    "when it was loaded in part again": LOADED_UNNOTED,
    "when it was loaded again": Moment(f"{_PIPELINE}.load", is_after=True),
}
#: While reading begins where the destination says.
MOMENTS_OF_STARTING_OVER = {
    "when the folder was thrown away": Moment(f"{_OURS}.recovery:discard", is_after=True),
    "before the state was fetched": Moment(f"{_PIPELINE}.sync_destination"),
    "when the state was fetched": Moment(f"{_PIPELINE}.sync_destination", is_after=True),
}
