"""The names of the tools."""

READING_TOOLS = {
    "check_access",
    "list_pages",
    "page_totals",
    "page_series",
    "follower_breakdown",
    "list_posts",
    "post_report",
    "top_posts",
    "list_comments",
    "ads_totals",
    "ads_series",
    "query_tables",
    "sync_tables",
}
WRITING_TOOLS = {"plan_post", "plan_change", "confirm"}
