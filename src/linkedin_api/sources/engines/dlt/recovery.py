"""Recovery from a sync that was killed, with the same result as without the kill.

    loading had not started     load what was read
    it was loaded in part       delete that part, and repeat the load
    the progress is unknown     delete leftovers from the destination, and continue reading
                                from the state in the destination

The last case also applies to a machine or a folder that loads for the first time.
"""

from __future__ import annotations

import hashlib
import logging
from json import JSONDecodeError
from pathlib import Path
from typing import Final

import dlt
from dlt.common.storages.load_package import LoadPackageInfo
from dlt.pipeline.exceptions import CannotRestorePipelineException

from linkedin_api.sources.engines.dlt.kept_packages import discard
from linkedin_api.sources.engines.dlt.leftovers import leftovers_in
from linkedin_api.sources.engines.dlt.packages import is_begun, load, load_again, normalize
from linkedin_api.sources.engines.dlt.pipelines import folder_of, pipeline_of
from linkedin_api.sources.engines.dlt.target import Target

logger: Final = logging.getLogger("linkedin_api")
#: The file that records to which destination a recovered folder belongs.
_BELONGS: Final = "linkedin_destination"


def recovered(target: Target, source: str) -> dlt.Pipeline:
    """Return the pipeline of a target after recovery.

    Args:
        target: where to load.
        source: name of the source.
    """
    folder = folder_of(target)
    _sweep(folder)
    try:
        pipeline = pipeline_of(target)
    except (CannotRestorePipelineException, JSONDecodeError):  # its files cannot be read
        return _start_over(target, source)
    if not _is_of(folder, pipeline):
        return _start_over(target, source)
    if (not is_begun(pipeline) or load_again(pipeline, source)) and _finish(pipeline, source):
        return pipeline
    logger.warning("the last sync was interrupted; reading again what it had read")
    return _start_over(target, source)


def _sweep(folder: Path) -> None:
    """Delete what an interrupted sync had read so far."""
    extracted = folder / "normalize"
    if extracted.exists():
        for each in extracted.iterdir():
            if each.is_dir() and each.name != "extracted":
                discard(each)


def _is_of(folder: Path, pipeline: dlt.Pipeline) -> bool:
    note = folder / _BELONGS
    return note.exists() and note.read_text() == _mark(pipeline)


def _mark(pipeline: dlt.Pipeline) -> str:
    """A hash that identifies a destination without revealing it."""
    config = pipeline.destination_client().config
    identity = f"{pipeline.destination.destination_type} {config} {pipeline.dataset_name}"
    return hashlib.sha256(identity.encode()).hexdigest()


def _start_over(target: Target, source: str) -> dlt.Pipeline:
    folder = folder_of(target)
    discard(folder)
    pipeline = pipeline_of(target)
    pipeline.sync_destination()
    with leftovers_in(pipeline, source) as leftovers:
        if leftovers is not None:
            leftovers.take_out_all()
    note = folder / (_BELONGS + ".tmp")
    note.write_text(_mark(pipeline))
    note.rename(folder / _BELONGS)
    return pipeline


def _finish(pipeline: dlt.Pipeline, source: str) -> bool:
    """Load what was read if loading had not started; `False` if that is unknown."""
    extracted = pipeline.list_extracted_load_packages()
    normalized = pipeline.list_normalized_load_packages()
    if not (extracted or normalized):
        return True
    if set(extracted) & set(normalized):
        return False
    infos = [pipeline.get_load_package_info(load_id) for load_id in (*extracted, *normalized)]
    if not all(_is_untouched(info) for info in infos):
        return False
    if not all(_has_schema_of(pipeline, info) for info in infos[: len(extracted)]):
        return False
    logger.warning("the last sync was interrupted before loading; loading what it had read")
    normalize(pipeline)
    load(pipeline, source)
    return True


def _is_untouched(info: LoadPackageInfo) -> bool:
    begun = any(jobs for state, jobs in info.jobs.items() if state != "new_jobs")
    retried = any(job.job_file_info.retry_count for job in info.jobs["new_jobs"])
    return not (begun or retried)


def _has_schema_of(pipeline: dlt.Pipeline, info: LoadPackageInfo) -> bool:
    """Whether dlt also stored the schema of the extracted rows."""
    names = pipeline.schema_names
    return info.schema_name in names and (
        pipeline.schemas[info.schema_name].version_hash == info.schema_hash
    )
