"""dlt's pipeline of a target, and its folder."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import dlt
from dlt.common.configuration.exceptions import DuplicateConfigProviderException
from dlt.common.configuration.providers import ConfigProvider
from dlt.common.pipeline import get_dlt_pipelines_dir

from linkedin_api.sources.engines.dlt.duckdb_file import duckdb_file
from linkedin_api.sources.engines.dlt.hints import strategies_of
from linkedin_api.sources.engines.dlt.target import Target

#: dlt's settings for a pipeline: no copies of loaded files, and no retry of a failed file (see
#: `recovery`).
_SETTINGS: Final = {
    "load.delete_completed_jobs": True,
    "load.raise_on_max_retries": 1,
}
#: How tables are replaced in one step. A DuckDB file chooses for each table.
_IN_ONE_STEP: Final = "insert-from-staging"


def pipeline_of(target: Target, pipelines_dir: Path | None = None) -> dlt.Pipeline:
    """Return dlt's pipeline.

    Args:
        target: where to load.
        pipelines_dir: folder of all pipelines; `None` for that of the target.
    """
    file = target.file
    with suppress(DuplicateConfigProviderException):
        dlt.config.register_provider(_settings)
    _settings.of_pipelines[target.pipeline_name] = dict(_SETTINGS)
    destination: Any = target.destination if file is None else duckdb_file(file)
    pipeline = dlt.pipeline(
        target.pipeline_name,
        pipelines_dir=str(pipelines_dir or pipelines_dir_of(target)),
        destination=destination,
        dataset_name=target.dataset_name,
    )
    if file is None:
        known = pipeline.destination.capabilities()
        supported, choose = known.supported_replace_strategies, known.replace_strategies_selector
        if _IN_ONE_STEP in strategies_of(supported, choose, {}):
            set_option(target.pipeline_name, "destination.replace_strategy", _IN_ONE_STEP)
    return pipeline


class _Settings(ConfigProvider):
    """Settings of dlt for our pipelines.

    In `dlt.config` they would make dlt search its files again for each of thousands of settings,
    which takes a tenth of the time of a load.
    """

    name = "LinkedIn"
    supports_secrets = True  # otherwise dlt checks each time whether it looks for a secret
    supports_sections = True

    def __init__(self) -> None:
        self.of_pipelines: dict[str | None, dict[str, Any]] = {}

    def get_value(
        self, key: str, _hint: Any, pipeline_name: str | None, *sections: str
    ) -> tuple[Any, str]:
        """Return a setting, or `None`, and its name."""
        settings = self.of_pipelines.get(pipeline_name, {})
        return settings.get(".".join((*sections, key))), key


_settings: Final = _Settings()


def set_option(pipeline_name: str, name: str, value: Any) -> None:
    """Set an option of dlt for a pipeline that was opened."""
    _settings.of_pipelines[pipeline_name][name] = value


def pipelines_dir_of(target: Target) -> Path:
    """Return the folder of all pipelines."""
    return Path(target.pipelines_dir or get_dlt_pipelines_dir())


def folder_of(target: Target) -> Path:
    """Return the folder of the target's pipeline."""
    return pipelines_dir_of(target) / target.pipeline_name
