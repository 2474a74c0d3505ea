"""Tests of the Arrow form of tables."""
