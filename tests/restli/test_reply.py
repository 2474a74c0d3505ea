import pytest

from linkedin_api.restli.promise import ACCESS_TOKEN, ELEMENTS
from linkedin_api.restli.reply import ErrorRecord, Reply

HTML = b"<html><body>Bad Gateway</body></html>"


def test_a_good_answer_has_no_error():
    reply = Reply(200, {}, b'{"a": 1}')

    assert (reply.json, reply.error, reply.problem) == ({"a": 1}, None, None)


@pytest.mark.parametrize("content", [b"", b"\r\n"])
def test_an_answer_without_body_is_good_and_empty(content):
    reply = Reply(204, {}, content)

    assert (reply.json, reply.error) == (None, None)


def test_an_error_record_is_completed_from_the_answer():
    reply = Reply(403, {"x-li-uuid": "U1"}, b'{"code": "ACCESS_DENIED", "serviceErrorCode": 100}')

    error = reply.error
    assert (error.status, error.code, error.service_error_code) == (403, "ACCESS_DENIED", 100)
    assert (error.message, error.request_id) == ("Forbidden", "U1")


def test_the_request_id_is_read_from_either_header():
    assert Reply(200, {"x-li-request-id": "R"}).request_id == "R"
    assert Reply(200, {"x-li-request-id": "R", "x-li-uuid": "U"}).request_id == "U"
    assert Reply(200).request_id is None


def test_a_page_of_html_is_told_as_what_it_is():
    error = Reply(502, {"content-type": "text/html"}, HTML).error

    assert error.status == 502
    assert "bytes of text/html that are not JSON" in error.message


@pytest.mark.parametrize("content", [b'{"a": 1', b"\xff\xfe\x00", b"[" * 100_000])
def test_a_good_status_with_an_unreadable_body_is_an_error(content):
    reply = Reply(200, {}, content)

    assert reply.json is None
    assert "not JSON" in reply.error.message


@pytest.mark.parametrize(("status", "good"), [(199, False), (200, True), (299, True), (300, False)])
def test_only_a_status_of_2xx_is_good(status, good):
    assert (Reply(status).is_success, Reply(status).error is None) == (good, good)


def test_fields_of_a_good_answer_are_not_taken_for_those_of_an_error():
    body = b'{"elements": null, "status": 7, "message": "hello"}'
    error = Reply(200, {}, body, ELEMENTS).error

    assert error == {"status": 200, "message": "without elements, a list of objects"}


def test_an_empty_token_is_none():
    assert Reply(200, {}, b'{"access_token": ""}', ACCESS_TOKEN).is_incomplete


def test_a_status_that_http_does_not_know_has_an_error_too():
    assert Reply(999).error.message == "no message"


@pytest.mark.parametrize("body", [b"[1]", b'"no"', b"5", b"null"])
def test_an_error_whose_body_is_no_record_still_has_its_status(body):
    assert Reply(400, {}, body).error.status == 400


def test_an_error_record_is_a_dict_with_attributes():
    error = ErrorRecord({"status": 400, "errorDetails": {"x": 1}})

    assert error == {"status": 400, "errorDetails": {"x": 1}}
    assert error.error_details == {"x": 1}
    assert error.code is None


@pytest.mark.parametrize(
    ("record", "summary"),
    [
        ({"code": "C", "message": "m"}, "C: m"),
        ({"message": "m"}, "m"),
        (
            {"error": "invalid_request", "error_description": "d", "message": "m"},
            "invalid_request: d",
        ),
        ({}, ""),
        (
            {"message": "m", "errorDetails": {"inputErrors": [{"code": "A", "description": "d"}]}},
            "m [A d]",
        ),
        (
            {
                "message": "m",
                "errorDetails": {
                    "inputErrors": [
                        {"code": "A", "input": {"inputPath": {"fieldPath": "x"}}},
                        {"code": "B"},
                    ]
                },
            },
            "m [A at x:; B]",
        ),
    ],
)
def test_a_record_is_summed_up_in_a_line(record, summary):
    assert ErrorRecord(record).summary == summary


def test_ids_of_created_entities_are_read_in_both_protocols():
    assert Reply(201, {"x-restli-id": "a%3Ab"}).decoded_entity_id == "a:b"
    assert Reply(201, {"x-linkedin-id": "7"}).entity_id == "7"
    assert Reply(201, {"location": "/v2/a/7"}).entity_id == "7"
