"""Answers to LinkedIn's challenges, and the signatures of its notifications."""

import pytest

from linkedin_api import InvalidArgumentError
from linkedin_api.webhooks import challenge_response, is_signed

BODY = b"{}"
DOCUMENTED = "eadd280c9406e74b57a782130b14599cf5cc5b879030cb9a8ec281b715630017"
OF_THE_BODY = "143ca8d517ba1b181025d732b1cf275d90104fca57bb02a565542978aa18c4b6"


def test_a_challenge_is_answered_with_its_code_and_its_digest():
    assert challenge_response("3c1b1d0e-0000-4000-8000-000000000000", "s") == {
        "challengeCode": "3c1b1d0e-0000-4000-8000-000000000000",
        "challengeResponse": "1d4a67708a74736edaf973aaed95ef05cca9d44608359ddf54f46e9c74c913a2",
    }


@pytest.mark.parametrize("digest", [DOCUMENTED, OF_THE_BODY])
@pytest.mark.parametrize("prefix", ["", "hmacsha256="])
def test_a_signature_is_accepted_in_each_form_that_receivers_have_seen(digest, prefix):
    assert is_signed(BODY, prefix + digest, "s")


@pytest.mark.parametrize(
    ("body", "signature", "secret"),
    [
        (b"{} ", DOCUMENTED, "s"),
        (BODY, DOCUMENTED, "another"),
        (BODY, DOCUMENTED[:-1], "s"),
        (BODY, DOCUMENTED.upper(), "s"),
        (BODY, "ünknown", "s"),
        (BODY, "\udcff", "s"),  # how servers decode a byte that is no text
        (BODY, "", "s"),
        (BODY, None, "s"),
    ],
)
def test_anything_else_is_not_from_linkedin(body, signature, secret):
    assert not is_signed(body, signature, secret)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: is_signed("{}", DOCUMENTED, "s"), "body must be the bytes of the request"),
        (lambda: is_signed(BODY, b"ab", "s"), "signature must be the header X-LI-Signature as a"),
        (lambda: is_signed(BODY, DOCUMENTED, ""), "client_secret must be a non-empty string"),
        (lambda: challenge_response("", "s"), "challenge_code must be a non-empty string"),
        (lambda: challenge_response("c", None), "client_secret must be a non-empty string"),
    ],
)
def test_a_wrong_argument_is_named(call, message):
    with pytest.raises(InvalidArgumentError, match=message):
        call()
