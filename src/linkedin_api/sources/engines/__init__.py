"""Engines: they translate the tables for Arrow, dlt and Airbyte, and do nothing else."""
