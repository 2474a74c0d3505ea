"""LinkedIn's tables as Arrow, for notebooks, scripts and files.

    reading    `read_pages`, `read_learning` and `read_ads`
    results    the tables that they return, and what could not be read
    progress   what a terminal or a notebook shows meanwhile

Example:
    >>> from linkedin_api.sources import read_pages
    >>> linkedin = read_pages([2414183, 2414184], tables=["total_follower_count"],
    ...     credentials=token)
    >>> linkedin["total_follower_count"].column("first_degree_size").to_pylist()
    [..., ...]
"""
