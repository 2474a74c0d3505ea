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

Advertising:

    ad_reports          reports by campaign, creative and other pivots
    ad_members          reports on the members who saw advertisements
    ad_lists            accounts, campaigns, creatives, leads, and names of URNs
    ad_videos           videos of creatives, and the member's roles at organizations
    ad_plan             what a report requests, decided without I/O
    ad_calls            one question to `adAnalytics`, in as many calls as it needs
    ad_pacing           the limit of metric values, and memory
    ad_metrics          the metrics as data
    ad_pivots           the pivots as data
    ad_session          what these queries share
"""
