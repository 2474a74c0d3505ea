"""How a sync begins after one that was killed, so that it ends as if nothing had happened.

    nothing was loaded yet      what was read is loaded now
    it was loaded in part       that part is taken out, and all is loaded from the beginning
    nobody knows                what may be left over is taken out of the destination, and
                                reading begins where the destination says it ended

The last one also holds for a machine, or a folder, that loads there for the first time.
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
#: Tells to which destination a folder belongs, once it is as it should be.
_BELONGS: Final = "linkedin_destination"


def recovered(target: Target, source: str) -> dlt.Pipeline:
    """Return the pipeline of a target, with nothing left undone.

    Args:
        target: where is loaded.
        source: name of the source.
    """
    folder = folder_of(target)
    _sweep(folder)
    try:
        pipeline = pipeline_of(target)
    except (CannotRestorePipelineException, JSONDecodeError):  # what is there cannot be read
        return _start_over(target, source)
    if not _is_of(folder, pipeline):
        return _start_over(target, source)
    if (not is_begun(pipeline) or load_again(pipeline, source)) and _finish(pipeline, source):
        return pipeline
    logger.warning("the last sync did not end: what it read is read again")
    return _start_over(target, source)


def _sweep(folder: Path) -> None:
    """Delete what was read by a sync that did not come to an end of reading."""
    extracted = folder / "normalize"
    if extracted.exists():
        for each in extracted.iterdir():
            if each.is_dir() and each.name != "extracted":
                discard(each)


def _is_of(folder: Path, pipeline: dlt.Pipeline) -> bool:
    note = folder / _BELONGS
    return note.exists() and note.read_text() == _mark(pipeline)


def _mark(pipeline: dlt.Pipeline) -> str:
    """What tells destinations apart, without telling what they are."""
    config = pipeline.destination_client().config
    told = f"{pipeline.destination.destination_type} {config} {pipeline.dataset_name}"
    return hashlib.sha256(told.encode()).hexdigest()


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
    """Load what was read, if loading had not begun; `False` if that cannot be told."""
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
    logger.warning("the last sync did not end: what it read is loaded now")
    normalize(pipeline)
    load(pipeline, source)
    return True


def _is_untouched(info: LoadPackageInfo) -> bool:
    begun = any(jobs for state, jobs in info.jobs.items() if state != "new_jobs")
    retried = any(job.job_file_info.retry_count for job in info.jobs["new_jobs"])
    return not (begun or retried)


def _has_schema_of(pipeline: dlt.Pipeline, info: LoadPackageInfo) -> bool:
    """Whether dlt wrote down the schema, too, with which rows were read."""
    names = pipeline.schema_names
    return info.schema_name in names and (
        pipeline.schemas[info.schema_name].version_hash == info.schema_hash
    )
