"""The products that the command loads: LinkedIn Pages, LinkedIn Learning and LinkedIn Ads."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Final

from linkedin_api.cli.credentials import Grant

if TYPE_CHECKING:
    from linkedin_api.sources.catalogue.table import Table


@dataclass(frozen=True, slots=True)
class Product:
    """A product of LinkedIn that has tables.

    Attributes:
        name: its name on the command line.
        title: LinkedIn's name for it.
        grant: whose tokens can read it.
        sample_query: SQL that shows some loaded rows; `{dataset}` is the schema.
        sample_tables: tables that the query reads.
        owners: what its rows belong to, in the plural.
    """

    name: str
    title: str
    grant: Grant
    sample_query: str
    sample_tables: frozenset[str]
    owners: str = "organizations"

    @property
    def dataset(self) -> str:
        """The default dataset of its tables."""
        return f"linkedin_{self.name}"

    def catalogue(self) -> Mapping[str, Table]:
        """Return its tables by name, which are imported now."""
        tables: Mapping[str, Table] = resolve_name(
            f"linkedin_api.sources.catalogue.{self.name}:{self.name.upper()}"
        )
        return tables

    def tables(self, names: Sequence[str]) -> tuple[Table, ...]:
        """Return tables by name; all tables if none are named.

        Raises:
            InvalidArgumentError: there is no such table.
        """
        from linkedin_api.sources.catalogue.table import select_tables

        return select_tables(self.catalogue(), names or None)

    def lacking(self, scopes: Collection[str]) -> Mapping[str, set[str]]:
        """Return the tables that scopes do not allow, by the scope to request for them."""
        found: dict[str, set[str]] = {}
        for table in self.tables(()):
            for group in table.permissions:
                if not set(group).intersection(scopes):
                    found.setdefault(group[0], set()).add(table.name)
        return found


PAGES: Final = Product(
    "pages",
    "LinkedIn Pages",
    grant=Grant.MEMBER,
    sample_query=(
        "SELECT organizational_entity, first_degree_size AS followers"
        " FROM {dataset}.total_follower_count ORDER BY followers DESC LIMIT 5"
    ),
    sample_tables=frozenset({"total_follower_count"}),
)
LEARNING: Final = Product(
    "learning",
    "LinkedIn Learning",
    grant=Grant.APPLICATION,
    sample_query=(
        "SELECT type, count(*) AS assets FROM {dataset}.learning_assets"
        " GROUP BY type ORDER BY assets DESC"
    ),
    sample_tables=frozenset({"learning_assets"}),
)
ADS: Final = Product(
    "ads",
    "LinkedIn Ads",
    grant=Grant.MEMBER,
    sample_query=(
        "SELECT c.name, sum(d.cost_in_local_currency) AS cost, d.currency_code, sum(d.clicks) AS"
        " clicks FROM {dataset}.ad_campaign_daily AS d JOIN {dataset}.ad_campaigns AS c USING"
        " (account_id, campaign_id) GROUP BY c.name, d.currency_code ORDER BY cost DESC LIMIT 5"
    ),
    sample_tables=frozenset({"ad_campaigns", "ad_campaign_daily"}),
    owners="accounts",
)
