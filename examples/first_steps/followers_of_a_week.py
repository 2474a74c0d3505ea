"""A week of new followers as a pandas frame.

Needs LINKEDIN_ACCESS_TOKEN with rw_organization_admin.

Install with `pip install ".[arrow]" pandas`.
"""

from datetime import UTC, datetime, timedelta

from linkedin_api.sources import read_pages

week = datetime.now(UTC).date() - timedelta(9)  # statistics come two days late
pages = read_pages([2414183], tables=["follower_statistics_time_bound"], start_date=week)
followers = pages["follower_statistics_time_bound"].to_pandas()
print(
    followers.set_index("time_range_start")[
        ["follower_gains__organic_follower_gain", "follower_gains__paid_follower_gain"]
    ]
)
