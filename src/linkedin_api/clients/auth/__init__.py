"""The OAuth clients and their responses."""
