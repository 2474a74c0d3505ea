"""How tables are read: one reader for all of them, with retries, and what could not be read."""
