"""Wrong arguments of `Sandbox`: refused at once, by name, with what would be right."""

from __future__ import annotations

import re
from datetime import datetime

import pytest

from linkedin_api.sandbox import Sandbox

WRONG = {
    "port": (-1, "port must be a whole number from 0 to 65535, not -1"),
    "port as text": ("80", "port must be a whole number from 0 to 65535, not '80'"),
    "port as a boolean": (True, "port must be a whole number from 0 to 65535, not True"),
    "host": (1, "host must be a string, such as '127.0.0.1', not 1"),
    "resources": (5, "resources must be a list of Resource, not int"),
    "apps": (5, "apps must be a list of App, not int"),
    "apps of others": ([{"client_secret": "x"}], "apps must be a list of App, not of dict"),
    "apps that are none": ([], "apps must have at least one application"),
    "consent": ("x", "consent must be one of auto, page, cancel_login, cancel_authorize, not 'x'"),
    "oauth": (None, "oauth must be OAuthChoices(...), not NoneType"),
    "seed": (1.5, "seed must be a whole number, not 1.5"),
    "now": ("2027", "now must be a datetime, such as datetime(2027, 6, 1, tzinfo=UTC), not '2027'"),
    "now without zone": (
        datetime(2030, 5, 1),  # noqa: DTZ001  # that is what is wrong
        "now must have a time zone, such as datetime(2030, 5, 1, tzinfo=UTC)",
    ),
    "versions": (5, "versions must be a list of months as text, such as ['202608'], not 5"),
    "versions as one text": (
        "202608",
        "versions must be a list of months as text, such as ['202608'], not '202608'",
    ),
    "versions as numbers": (
        [202608],
        "versions must be a list of months as text, such as ['202608'], not [202608]",
    ),
    "kept_requests": (-1, "kept_requests must be a whole number, 0 or more, not -1"),
    "kept_requests as text": ("9", "kept_requests must be a whole number, 0 or more, not '9'"),
    "quotas": (5, "quotas must be a list of Limit, not int"),
    "quotas of numbers": ([5], "quotas must be a list of Limit, not of int"),
    "fresh_token_seconds": (
        -0.5,
        "fresh_token_seconds must be a number, 0 or more, not -0.5",
    ),
    "fresh_token_seconds as text": (
        "3",
        "fresh_token_seconds must be a number, 0 or more, not '3'",
    ),
    "fresh_token_seconds of nan": (
        float("nan"),
        "fresh_token_seconds must be a number, 0 or more, not nan",
    ),
    "admin": ("yes", "admin must be True or False, not 'yes'"),
    "roles": (3, "roles must have a method `roles_of`, which int lacks"),
    "organizations": (-1, "organizations must be a whole number from 0 to 1048576, not -1"),
    "organizations beyond": (
        2**20 + 1,
        "organizations must be a whole number from 0 to 1048576, not 1048577",
    ),
    "organizations as text": (
        "9",
        "organizations must be a whole number from 0 to 1048576, not '9'",
    ),
    "days": (-1, "days must be a whole number, 0 or more, not -1"),
    "days in part": (0.5, "days must be a whole number, 0 or more, not 0.5"),
    "courses": (-1, "courses must be a whole number, 0 or more, not -1"),
    "campaigns": (5001, "campaigns must be a whole number from 0 to 5000, not 5001"),
    "campaigns as text": ("1", "campaigns must be a whole number from 0 to 5000, not '1'"),
    "ad_accounts": (1001, "ad_accounts must be a whole number from 0 to 1000, not 1001"),
    "creatives": (0, "creatives must be a whole number from 1 to 20, not 0"),
    "ad_days": (0, "ad_days must be a whole number, 1 or more, not 0"),
    "ads": (True, "ads must be AdChoices(...), not bool"),
    "public_url": (
        5,
        (
            "public_url must be an http or https address without a path, such as "
            "https://linkedin.test, not 5"
        ),
    ),
    "tls": ("no", "tls must be True or False, not 'no'"),
    "proxy": (1, "proxy must be True or False, not 1"),
}


@pytest.mark.parametrize(("case", "value", "message"), [(k, *v) for k, v in WRONG.items()])
def test_a_wrong_argument_is_refused_by_name_with_what_would_be_right(case, value, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        Sandbox(**{case.partition(" ")[0]: value})


def test_every_argument_has_a_wrong_value_here():
    arguments = set(Sandbox.__init__.__kwdefaults__)
    assert {case.partition(" ")[0] for case in WRONG} == arguments


@pytest.mark.parametrize(
    "right", [{"fresh_token_seconds": 0}, {"kept_requests": 0}, {"seed": -1}, {"organizations": 0}]
)
def test_the_smallest_right_numbers_are_taken(right):
    Sandbox(**right)
