"""Recovery from a sync that was killed, with the same result as without the kill.

    everything was read     load it from the start, whatever was loaded of it
    otherwise               continue reading from the state in the destination

The second case also applies to a machine or a folder that loads for the first time, and to a
destination that was restored from a backup. Rows may then be loaded twice, but they are merged on
their keys, or replaced.
"""

from __future__ import annotations

import hashlib
import logging
import shutil
from contextlib import suppress
from json import JSONDecodeError
from pathlib import Path
from typing import Final

import dlt
from dlt.common.destination.client import StateInfo, WithStateSync
from dlt.common.destination.exceptions import DestinationUndefinedEntity
from dlt.common.schema.typing import PIPELINE_STATE_TABLE_NAME
from dlt.common.storages.load_package import PackageStorage, ParsedLoadJobFileName
from dlt.load.exceptions import LoadClientJobRetry
from dlt.pipeline.exceptions import CannotRestorePipelineException, PipelineStepFailed

from linkedin_api.sources.engines.dlt.pipelines import folder_of, pipeline_of
from linkedin_api.sources.engines.dlt.problem_table import PROBLEMS
from linkedin_api.sources.engines.dlt.target import Target

logger: Final = logging.getLogger("linkedin_api")
#: The file that records to which destination a recovered folder belongs.
_BELONGS: Final = "linkedin_destination"
#: Tables to which rows are only added: a file that is known to be loaded is not loaded again.
_ADDED: Final = (PIPELINE_STATE_TABLE_NAME, PROBLEMS)


def opened(target: Target) -> dlt.Pipeline:
    """Return the pipeline of a target, without a folder that cannot be read or used."""
    folder = folder_of(target)
    try:
        pipeline = pipeline_of(target)
    except (CannotRestorePipelineException, JSONDecodeError):  # its files cannot be read
        discard(folder)
        pipeline = pipeline_of(target)
    if not _is_of(folder, pipeline):
        return _start_over(target)
    return pipeline


def recovered(pipeline: dlt.Pipeline, target: Target, *, can_repeat: bool) -> dlt.Pipeline:
    """Return the pipeline after recovery from a sync that was killed.

    Args:
        pipeline: the pipeline.
        target: where to load.
        can_repeat: whether files can be loaded twice; see `load`.
    """
    if not (pipeline.list_extracted_load_packages() or pipeline.list_normalized_load_packages()):
        _discard_extracted(folder_of(target))
        return _start_over(target) if _is_ahead(pipeline) else pipeline
    if not pipeline.list_extracted_load_packages():
        logger.warning("the last sync was interrupted while loading; loading what it had read")
        try:
            rewind(pipeline, can_repeat=can_repeat)
            pipeline.load()
        except PipelineStepFailed as error:
            if isinstance(error.exception, LoadClientJobRetry):
                raise
            logger.warning("what the last sync had read cannot be loaded; reading it again")
        else:
            return pipeline
    else:
        logger.warning("the last sync was interrupted; reading again what it had read")
    return _start_over(target)


def rewind(pipeline: dlt.Pipeline, *, can_repeat: bool) -> None:
    """Put packages back to before they were loaded.

    If the connection breaks or the process is killed, it is unknown whether the database has
    loaded a file. So all files are loaded again, into empty staging tables.

    Args:
        pipeline: the pipeline.
        can_repeat: whether files can be loaded twice; if not, only the rest is loaded.
    """
    if not can_repeat:
        return
    for load_id in pipeline.list_normalized_load_packages():
        _rewind(Path(pipeline.working_dir, "load", "normalized", load_id))


def _rewind(package: Path) -> None:
    updates = package / PackageStorage.SCHEMA_UPDATES_FILE_NAME
    if not updates.exists():  # with this file, dlt prepares the tables once more
        shutil.copy(package / PackageStorage.APPLIED_SCHEMA_UPDATES_FILE_NAME, updates)
    new = package / PackageStorage.NEW_JOBS_FOLDER
    for job in (package / PackageStorage.STARTED_JOBS_FOLDER).iterdir():
        job.rename(new / job.name)
    for job in (package / PackageStorage.COMPLETED_JOBS_FOLDER).iterdir():
        if ParsedLoadJobFileName.parse(job.name).table_name not in _ADDED:
            job.rename(new / job.name)
    for job in new.iterdir():
        if job.suffix == ".sql":  # dlt makes them when the files of a table are loaded
            job.unlink()
    shutil.rmtree(package / PackageStorage.PENDING_TRANSITIONS_FOLDER, ignore_errors=True)
    (package / PackageStorage.PENDING_TRANSITIONS_FOLDER).mkdir()


def _discard_extracted(folder: Path) -> None:
    """Delete what an interrupted sync had read so far."""
    extracted = folder / "normalize"
    if extracted.exists():
        for each in extracted.iterdir():
            if each.is_dir() and each.name != "extracted":
                discard(each)


def _is_of(folder: Path, pipeline: dlt.Pipeline) -> bool:
    note = folder / _BELONGS
    return note.exists() and note.read_text() == _mark(pipeline)


def _is_ahead(pipeline: dlt.Pipeline) -> bool:
    """Whether this machine knows of loads that the destination does not have.

    The destination was restored from a backup then, and dlt would not read those days again.
    """
    here: int = pipeline.state["_state_version"]
    # A first sync has nothing to look for, and dlt may be set to keep its state here alone.
    if not here or not pipeline.config.restore_from_destination:
        return False
    stored: StateInfo | None = None
    with pipeline.destination_client() as client:
        if not isinstance(client, WithStateSync):
            return False
        with suppress(DestinationUndefinedEntity):
            stored = client.get_stored_state(pipeline.pipeline_name)
    return here > (0 if stored is None else stored.version)


def _mark(pipeline: dlt.Pipeline) -> str:
    """A hash that identifies a destination without revealing it."""
    config = pipeline.destination_client().config
    identity = f"{pipeline.destination.destination_type} {config} {pipeline.dataset_name}"
    return hashlib.sha256(identity.encode()).hexdigest()


def _start_over(target: Target) -> dlt.Pipeline:
    """Forget what this machine knows; the state in the destination is what counts."""
    folder = folder_of(target)
    discard(folder)
    pipeline = pipeline_of(target)
    note = folder / (_BELONGS + ".tmp")
    note.write_text(_mark(pipeline))
    note.rename(folder / _BELONGS)
    return pipeline


def discard(folder: Path) -> None:
    """Delete a folder atomically: if this process is killed, it is gone or complete."""
    waste = folder.with_name(f".{folder.name}.discarded")
    shutil.rmtree(waste, ignore_errors=True)
    if folder.exists():
        folder.rename(waste)
        shutil.rmtree(waste)
