"""What statistics are asked for, written as requests."""

from __future__ import annotations

from datetime import UTC, datetime

from linkedin_api.sandbox import Sandbox

NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
FIRST = 2414183
EMPTY, ANALYST = FIRST + 9, FIRST + 49
URN = "urn%3Ali%3Aorganization%3A"
ENTITY = f"organizationalEntity&organizationalEntity={URN}"
FOLLOWERS = f"/rest/organizationalEntityFollowerStatistics?q={ENTITY}"
SHARES = f"/rest/organizationalEntityShareStatistics?q={ENTITY}"
PAGES = f"/rest/organizationPageStatistics?q=organization&organization={URN}"
ALL_THREE = (FOLLOWERS, SHARES, PAGES)
OLD = {"X_RestLi_Protocol_Version": None}


def ms(year: int, month: int, day: int, hour: int = 0) -> int:
    return int(datetime(year, month, day, hour, tzinfo=UTC).timestamp() * 1000)


def window(start: int | None, end: int | None, unit: str | None = "DAY") -> str:
    ends = {"start": start, "end": end}
    told = ",".join(f"{name}:{value}" for name, value in ends.items() if value is not None)
    granularity = f",timeGranularityType:{unit}" if unit else ""
    return f"&timeIntervals=(timeRange:({told}){granularity})"


def elements(reply) -> list[dict]:
    assert reply.status == 200, reply.content
    return reply.json["elements"]


def posts_of(city: Sandbox, kind: str) -> list:
    known = city.figures
    return [post for post in known.posts_of(FIRST, known.first_day) if post.kind == kind]


def ids(posts) -> str:
    return "List(" + ",".join(post.urn.replace(":", "%3A") for post in posts) + ")"
