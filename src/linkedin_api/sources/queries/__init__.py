"""How to read tables from LinkedIn; each table has one query.

A query divides what is wanted into parts, and reads a part with as few calls as LinkedIn
allows. An unexpected response is an error, never an empty part.

    query               the protocol of a query, its parts and results
    organizations       organizations one by one or 100 per call, and their lists
    statistics          statistics in total, or by day or month: a window with one call
    posts               lists of posts, and the statistics and reactions of each post
    lists               lists that belong to no organization
    session             what the queries of a sync share, such as lists of posts
    organization_roles  the organizations that a member administers
    answers             checks of responses that all queries use
    completeness        checks that an entity is complete
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
