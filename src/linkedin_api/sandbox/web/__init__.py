"""HTML: pages from templates, and what may be shown in them."""
