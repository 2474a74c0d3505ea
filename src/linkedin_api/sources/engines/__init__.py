"""Engines: they translate the tables for those who load them, and do no more."""
