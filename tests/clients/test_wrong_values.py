"""Values that cannot be meant are refused where they are given, by the name of the argument."""

import math
import sys

import pytest

from linkedin_api import AuthClient, ClientCredentials, InvalidArgumentError, RateBudget, Retry

WRONG = [
    (make, name, value)
    for make, arguments in {
        Retry: {
            "retries": ("3", 2.5, True, None, -1),
            "wait_initial": ("1", None, -1, math.nan, True),
            "wait_max": ("1", None, 0.1, -1, math.nan),
            "jitter": ("1", None, 2, -0.1, math.nan),
            "retry_after_max": ("1", None, -1, math.nan),
            "hook": (7, "x"),
        },
        RateBudget: {
            "per_day": ("3", 2.5, True, -1, {"me": "3"}, {"me": -1}, {7: 1}, ["me"]),
            "warn_at": ("1", None, 2, 0, math.nan),
            "per_second": ("1", 0, -1, True, math.inf),
        },
        AuthClient: {
            "client_id": (7, "", None),
            "client_secret": (7, b"s"),
            "redirect_url": (7, b"https://example.org"),
            "retry": (3, None),
            "sleep": (None, 7),
            "session": ("s",),
        },
        ClientCredentials: {
            "client_secret": (7, ""),
            "store": (7, "file.json", object()),
            "early": ("1", -1, True, math.nan),
            "on_change": (7, "print"),
            "retry": (3, None),
        },
    }.items()
    for name, values in arguments.items()
    for value in values
]
NEEDED = {
    AuthClient: {"client_id": "id"},
    ClientCredentials: {"client_id": "id", "client_secret": "s"},
}


@pytest.mark.parametrize(("make", "name", "value"), WRONG)
def test_a_wrong_value_is_refused_by_the_name_of_its_argument(make, name, value):
    with pytest.raises(InvalidArgumentError, match=rf"^{name} must "):
        make(**{**NEEDED.get(make, {}), name: value})


@pytest.mark.parametrize("name", ["state", "code_challenge"])
def test_an_address_to_authorize_is_made_of_strings(name):
    auth = AuthClient("id", "s", "https://example.org")

    with pytest.raises(InvalidArgumentError, match=rf"^{name} must be a string or None, not int"):
        auth.generate_member_auth_url(["openid"], **{name: 7})


def test_a_wrong_address_is_refused_where_it_is_set():
    auth = AuthClient("id", "s")

    with pytest.raises(InvalidArgumentError, match=r"^redirect_url must be"):
        auth.redirect_url = 7


@pytest.mark.parametrize(
    "right",
    [
        lambda: Retry(0, wait_initial=0, wait_max=0, retry_after_max=math.inf),
        lambda: Retry(wait_max=math.inf),
        lambda: RateBudget(0),
        lambda: RateBudget({}),
        lambda: RateBudget({"me": 0}, warn_at=1, per_second=0.1),
    ],
)
def test_values_at_the_border_are_taken(right):
    assert right() is not None


@pytest.mark.parametrize("seconds", [sys.maxsize, 1e300, 10**400])
@pytest.mark.parametrize("name", ["timeout", "total_timeout"])
def test_a_number_of_seconds_that_no_clock_can_have_means_without_end(shell, server, name, seconds):
    client = shell.rest(base_url=server.url, access_token="T", **{name: seconds})

    assert shell.call(client, "get", "/me").status_code == 200


@pytest.mark.parametrize("wrong", [5, None, b"/posts", ["/posts"], "posts", "/posts/{id}"])
def test_paginate_refuses_a_wrong_path_at_once(shell, server, wrong):
    client = shell.rest(base_url=server.url, access_token="T")

    with pytest.raises(InvalidArgumentError, match=r"resource_path must|path_keys lacks"):
        client.paginate(wrong)
    assert server.received == []


@pytest.mark.parametrize("wrong", [5, "author", ["author"]])
def test_paginate_refuses_wrong_parameters_at_once(shell, server, wrong):
    client = shell.rest(base_url=server.url, access_token="T")

    with pytest.raises(InvalidArgumentError, match="query_params must be a dict"):
        client.paginate("/posts", "author", query_params=wrong)
    assert server.received == []
