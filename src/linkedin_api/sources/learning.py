"""Public address of `catalogue.learning`: the tables of LinkedIn Learning."""

from linkedin_api.sources.catalogue.learning import LEARNING

__all__ = ["LEARNING"]
