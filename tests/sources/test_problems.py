"""What could not be read: said in one sentence, and once."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from linkedin_api.errors import (
    BudgetExceededError,
    ForbiddenError,
    RateLimitError,
    ServerError,
    TransportError,
    UnauthorizedError,
)
from linkedin_api.sources.reading.problems import (
    Problem,
    Problems,
    grouped,
    limit_resets_at,
    resumes_at,
)

NOW = datetime(2026, 11, 22, 23, 30, tzinfo=UTC).timestamp()
MIDNIGHT = datetime(2026, 11, 23, tzinfo=UTC)


def limit(window):
    reported = f"Resource level throttle {window}limit for calls to this resource is reached."
    return RateLimitError(f"429 {reported}", status=429, error={"message": reported})


def test_a_problem_is_one_sentence():
    problem = Problem("posts", (1, 2), ServerError("500 Internal Error"), attempts=5)
    assert str(problem) == "posts of 1, 2: 500 Internal Error; gave up after 5 attempts"


def test_a_problem_of_many_names_the_first():
    problem = Problem("posts", tuple(range(1, 100)), ServerError("500"))
    assert str(problem) == "posts of 1, 2, 3, 4, 5 and 94 more: 500"


def test_a_problem_of_no_organization_names_none():
    assert str(Problem("learning_assets", (), ServerError("500"))) == "learning_assets: 500"


def test_problems_that_differ_in_the_organization_alone_are_one():
    def refused(number):
        error = ForbiddenError(f"403 no role at urn:li:organization:{number} (GET …, {number})")
        return Problem("posts", (number,), error)

    problems = [refused(77), refused(88), Problem("posts", (99,), ServerError("500"))]
    problems.append(Problem("share_statistics", (77,), problems[0].error))
    assert [(p.table, p.organizations) for p in grouped(problems)] == [
        ("posts", (77, 88)),
        ("posts", (99,)),
        ("share_statistics", (77,)),
    ]


def test_a_limit_is_one_problem_of_a_table_whatever_was_said():
    problems = [
        Problem("posts", (1,), limit("DAY "), MIDNIGHT),
        Problem("posts", (2,), BudgetExceededError("used up", resets_at=MIDNIGHT), MIDNIGHT),
    ]
    assert [p.organizations for p in grouped(problems)] == [(1, 2)]


def test_an_organization_with_several_alike_problems_is_named_once():
    problems = [Problem("posts", (7,), ForbiddenError("no")) for _ in range(3)]
    assert [p.organizations for p in grouped(problems)] == [(7,)]


def test_reading_may_go_on_when_the_last_limit_is_lifted():
    early, late = MIDNIGHT.replace(hour=1), MIDNIGHT.replace(hour=2)
    ends = [None, late, early]
    problems = [Problem("posts", (1,), ServerError("500"), end) for end in ends]
    assert resumes_at(problems) == late
    assert resumes_at(problems[:1]) is None


@pytest.mark.parametrize(
    ("error", "ends"),
    [
        (limit(""), MIDNIGHT),
        (limit("APPLICATION MINUTE "), None),
        (BudgetExceededError("used up", resets_at=MIDNIGHT), MIDNIGHT),
        (ServerError("500", status=500), None),
    ],
)
def test_only_limits_of_a_day_have_an_end(error, ends):
    assert limit_resets_at(error, NOW) == ends


def test_a_token_that_is_no_good_is_the_end():
    assert Problems(lambda: NOW).is_fatal(UnauthorizedError("401", status=401))
    assert not Problems(lambda: NOW).is_fatal(ServerError("500", status=500))


def test_no_answer_is_the_end_if_there_never_was_one():
    assert Problems(lambda: NOW).is_fatal(TransportError("no"))


def test_no_answer_five_times_in_a_row_is_the_end():
    problems = Problems(lambda: NOW)
    problems.answered = True
    ends = [problems.is_fatal(TransportError("no")) for _ in range(4)]
    problems.note_success()
    ends += [problems.is_fatal(TransportError("no")) for _ in range(5)]
    assert ends == [False] * 8 + [True]
