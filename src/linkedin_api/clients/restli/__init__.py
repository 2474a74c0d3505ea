"""The Rest.li clients and their responses."""
