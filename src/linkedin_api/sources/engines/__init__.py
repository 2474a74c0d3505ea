"""Engines: they translate the tables for dlt and for Airbyte, and do nothing else."""
