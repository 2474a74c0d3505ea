"""Loads packages completely, or again from the start.

If the connection breaks or the process is killed, it is unknown whether the database has loaded
a file. So all rows of that load are deleted, and the load is repeated.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import dlt
from dlt.common.runtime import signals
from dlt.load.exceptions import LoadClientJobRetry
from dlt.pipeline.exceptions import PipelineStepFailed

from linkedin_api.sources.engines.dlt.kept_packages import KeptPackages, discard
from linkedin_api.sources.engines.dlt.leftovers import leftovers_in

logger: Final = logging.getLogger("linkedin_api")


def normalize(pipeline: dlt.Pipeline) -> None:
    """Normalize what was extracted.

    Raises:
        PipelineStepFailed: dlt could not normalize it.
    """
    with _interruptible(pipeline):
        pipeline.normalize()


def load(pipeline: dlt.Pipeline, source: str) -> None:
    """Load what was normalized; repeat it once if a file failed for a temporary reason.

    Args:
        pipeline: the pipeline.
        source: name of the source.

    Raises:
        PipelineStepFailed: dlt could not load it. `load_again` can, if the reason is temporary.
    """
    kept = KeptPackages(Path(pipeline.working_dir))
    kept.keep(
        Path(pipeline.get_load_package_info(load_id).package_path)
        for load_id in pipeline.list_normalized_load_packages()
    )
    with _interruptible(pipeline):
        try:
            pipeline.load()
        except PipelineStepFailed as error:
            if not (isinstance(error.exception, LoadClientJobRetry) and _rewind(pipeline, source)):
                raise
            reason = str(error.exception).strip().rpartition("\n")[2]  # dlt includes a traceback
            logger.warning("the destination failed, repeating the load: %s", reason)
            pipeline.load()
    kept.forget()


def load_again(pipeline: dlt.Pipeline, source: str) -> bool:
    """Load again what was loaded in part; return `False` if it no longer exists.

    Args:
        pipeline: the pipeline.
        source: name of the source.

    Raises:
        PipelineStepFailed: dlt could not load it.
    """
    if not _rewind(pipeline, source):
        return False
    logger.warning("the last sync was interrupted while loading; loading its rows again")
    try:
        load(pipeline, source)
    except PipelineStepFailed as error:
        if not isinstance(error.exception, LoadClientJobRetry):
            KeptPackages(Path(pipeline.working_dir)).forget()  # it can never succeed
        raise
    return True


def is_begun(pipeline: dlt.Pipeline) -> bool:
    """Whether loading started, so something may be loaded in part."""
    return bool(KeptPackages(Path(pipeline.working_dir)).load_ids)


@contextmanager
def _interruptible(pipeline: dlt.Pipeline) -> Iterator[None]:
    """Raise an interruption, such as Ctrl-C, that came too late for dlt to stop.

    dlt ignores it then, and a program that loads in a loop would not stop.
    """
    if not pipeline.runtime_config.intercept_signals:
        yield
        return
    with signals.intercepted_signals():
        yield
        signals.raise_if_signalled()


def _rewind(pipeline: dlt.Pipeline, source: str) -> bool:
    """Restore packages and tables to before the load; `False` if a package is missing."""
    kept = KeptPackages(Path(pipeline.working_dir))
    there = pipeline.list_normalized_load_packages()
    with leftovers_in(pipeline, source) as leftovers:
        for load_id in kept.load_ids:
            package = Path(pipeline.working_dir, "load", "normalized", load_id)
            if leftovers is not None and leftovers.is_finished(load_id):
                discard(package)
                continue
            if load_id not in there:
                return False
            if leftovers is not None:
                leftovers.take_out(load_id)
            kept.put_back(package)
    return True
