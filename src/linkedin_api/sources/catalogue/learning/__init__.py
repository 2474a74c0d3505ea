"""LinkedIn Learning: the tables of its assets and their classifications."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from linkedin_api.sources.catalogue.learning.assets import ASSETS
from linkedin_api.sources.catalogue.learning.classifications import CLASSIFICATIONS
from linkedin_api.sources.catalogue.table import Table

#: All tables by name.
LEARNING: Final = MappingProxyType[str, Table](
    {table.name: table for table in (ASSETS, CLASSIFICATIONS)}
)
