"""Steering a sandbox over HTTP, if enabled."""
