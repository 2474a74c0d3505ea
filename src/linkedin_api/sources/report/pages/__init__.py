"""The report of LinkedIn Pages: `figures` reads, `charts` draws, `page` writes."""
