"""Faults on demand: what goes wrong, how often, and what it does on the wire."""
