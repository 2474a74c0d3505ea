"""The ways in which LinkedIn is asked for tables; a table names one of them.

Each divides what is wanted into parts, and reads a part with as few calls as LinkedIn
allows. An answer that is not what it should be is an error, never an empty part.

    organizations   one by one, or a hundred with one call; lists that belong to them
    statistics      of all time, or by day and month: a whole window with one call
    posts           the list of posts, and what is known of each of them
    catalogue       lists that belong to nobody
    answers         what all of them read answers with
"""

from linkedin_api.sources.queries.lists import ListRequest, Lists
from linkedin_api.sources.queries.organizations import BatchGet, Finder, Get
from linkedin_api.sources.queries.posts import PostBatchGet, Posts, PostStatistics
from linkedin_api.sources.queries.statistics import LifetimeStatistics, TimeBoundStatistics

__all__ = [
    "BatchGet",
    "Finder",
    "Get",
    "LifetimeStatistics",
    "ListRequest",
    "Lists",
    "PostBatchGet",
    "PostStatistics",
    "Posts",
    "TimeBoundStatistics",
]
