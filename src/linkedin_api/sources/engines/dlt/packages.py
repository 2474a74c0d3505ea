"""What was made ready is loaded whole, or from the beginning once more.

Of a file that a database may have taken or not, since the connection broke or this process was
killed, nobody can tell whether to load it again. So all that its load put there is taken out.
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
    """Make ready to be loaded what was read.

    Raises:
        PipelineStepFailed: dlt could not.
    """
    with _interruptible(pipeline):
        pipeline.normalize()


def load(pipeline: dlt.Pipeline, source: str) -> None:
    """Load what was made ready; once more, if a file failed that may not fail again.

    Args:
        pipeline: whose.
        source: name of the source.

    Raises:
        PipelineStepFailed: dlt could not load it. `load_again` can, if it is for a while.
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
            reason = str(error.exception).strip().rpartition("\n")[2]  # dlt quotes a traceback
            logger.warning("the destination failed, all is loaded once more: %s", reason)
            pipeline.load()
    kept.forget()


def load_again(pipeline: dlt.Pipeline, source: str) -> bool:
    """Load what was loaded in part; returns `False` if it is not there any more.

    Args:
        pipeline: whose.
        source: name of the source.

    Raises:
        PipelineStepFailed: dlt could not load it.
    """
    if not _rewind(pipeline, source):
        return False
    logger.warning("the last sync did not end: what it began to load is loaded now")
    try:
        load(pipeline, source)
    except PipelineStepFailed as error:
        if not isinstance(error.exception, LoadClientJobRetry):
            KeptPackages(Path(pipeline.working_dir)).forget()  # it would never succeed
        raise
    return True


def is_begun(pipeline: dlt.Pipeline) -> bool:
    """Whether something was about to be loaded, and may be loaded in part."""
    return bool(KeptPackages(Path(pipeline.working_dir)).load_ids)


@contextmanager
def _interruptible(pipeline: dlt.Pipeline) -> Iterator[None]:
    """Raise an interruption, such as Ctrl-C, that came too late for dlt to stop.

    dlt forgets it then. Whoever loads again and again, as a cell of a notebook may, would not stop.
    """
    if not pipeline.runtime_config.intercept_signals:
        yield
        return
    with signals.intercepted_signals():
        yield
        signals.raise_if_signalled()


def _rewind(pipeline: dlt.Pipeline, source: str) -> bool:
    """Make everything as it was before it was loaded; `False` if it is not there any more."""
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
