"""Tests of the tables as Arrow."""
