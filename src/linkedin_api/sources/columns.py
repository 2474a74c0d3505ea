"""Public address of `catalogue.columns`: the columns of a table."""

from linkedin_api.sources.catalogue.columns import Column, columns, kind_of

__all__ = ["Column", "columns", "kind_of"]
