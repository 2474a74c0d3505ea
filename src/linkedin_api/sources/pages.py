"""Public address of `catalogue.pages`: the tables of LinkedIn Pages."""

from linkedin_api.sources.catalogue.pages import PAGES

__all__ = ["PAGES"]
