"""The ways in which LinkedIn is asked for tables; a table names one of them.

Each divides what is wanted into parts, and reads a part with as few calls as LinkedIn
allows. An answer that is not what it should be is an error, never an empty part.

    organizations   one by one, or a hundred with one call; lists that belong to them
    statistics      of all time, or by day and month: a whole window with one call
    posts           the list of posts, and what is known of each of them
    catalogue       lists that belong to nobody
    answers         what all of them read answers with
"""

from linkedin_api.sources.queries.lists import Catalogue, Choice
from linkedin_api.sources.queries.organizations import Get, Listing, Lookup
from linkedin_api.sources.queries.posts import PostBatches, Posts, PostStatistics
from linkedin_api.sources.queries.statistics import Buckets, Statistics

__all__ = [
    "Buckets",
    "Catalogue",
    "Choice",
    "Get",
    "Listing",
    "Lookup",
    "PostBatches",
    "PostStatistics",
    "Posts",
    "Statistics",
]
