"""Checks that tables can be read, before anything is loaded."""
