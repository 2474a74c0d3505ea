"""What several syncs of one dataset have in common: options, and rows that some do not read."""

from __future__ import annotations

import logging
from typing import Final

from linkedin_api.sources.catalogue.table import Table
from linkedin_api.sources.engines.dlt.plan import Plan
from linkedin_api.sources.reading.problems import name_some
from linkedin_api.sources.reading.table_state import ResourceState

logger: Final = logging.getLogger("linkedin_api")


def keep_options(state: ResourceState, plan: Plan, table: Table) -> None:
    """Record the options that must not change within a dataset.

    Raises:
        InvalidArgumentError: an option differs from that of an earlier sync.
    """
    options = {"nested": str(plan.nested), **table.lasting_options(plan.scope)}
    state.keep_options(table.name, options)


def keeps_rows(state: ResourceState, plan: Plan, table: Table) -> bool:
    """Whether earlier rows stay because a sync reads only a part of a table."""
    if table.selection is None:
        return False
    selection = table.selection(plan.scope)
    others = state.keep_selected(selection.parts)
    if others:
        text = "%s: rows of %s, which this sync does not read, stay; nothing is deleted"
        logger.warning(text, table.name, ", ".join(others))
    return selection.is_filtered or bool(others)


def forget_unread_organizations(state: ResourceState, table: Table) -> None:
    """Remove the organizations whose rows a sync replaces with nothing, and name them."""
    if gone := state.forget_unread_organizations():
        text = "%s: the rows of organizations that this sync did not read are deleted: %s"
        logger.warning(text, table.name, name_some(gone))
