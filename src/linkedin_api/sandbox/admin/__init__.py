"""A sandbox steered over HTTP, where asked for."""
