"""Images, documents and videos, from a file to a URN, with both clients."""

import hashlib
import inspect
import io
import json
import os
import pickle
import time
from types import SimpleNamespace

import pytest
from canned import Answer
from clients.shells import AsyncShell, SyncShell

from linkedin_api import AsyncRestliClient, RestliClient, errors
from linkedin_api.clients.exchange.quota import RateBudget
from linkedin_api.clients.exchange.retry import Retry
from linkedin_api.clients.exchange.upload_request import UploadRequest
from linkedin_api.clients.uploads.address import UPLOAD_HOSTS, check_address
from linkedin_api.clients.uploads.methods import Uploads
from linkedin_api.clients.uploads.part import CHUNK, Part
from linkedin_api.restli import Urn
from linkedin_api.versions import KNOWN_GOOD

OWNER = "urn:li:organization:2414183"
IMAGE = "urn:li:image:1"
VIDEO = "urn:li:video:1"
KINDS = ["image", "document", "video"]
PUT_DONE = Answer(201)
FINALIZED = Answer(200)
GONE_WRONG = Answer(503, {}, b'{"status": 503}')


@pytest.fixture
def client(shell, server):
    """A client of the canned server; what it sends for nothing is seen there."""
    return shell.rest(base_url=server.url, access_token="s3cr3t")


def json_answer(value, status=200):
    return Answer(status, {"Content-Type": "application/json"}, json.dumps(value).encode())


def looks(*statuses):
    return [json_answer({"status": status}) for status in statuses]


def begun(server, url=None):
    url = url or f"{server.url}/dms-uploads/1?signature=abc"
    return json_answer({"value": {"image": IMAGE, "uploadUrl": url}})


def video_begun(server, *bounds):
    value = {
        "video": VIDEO,
        "uploadToken": "opaque",
        "uploadInstructions": [
            {"uploadUrl": f"{server.url}/dms-uploads/1/{n}", "firstByte": first, "lastByte": last}
            for n, (first, last) in enumerate(bounds)
        ],
    }
    return json_answer({"value": value})


def answer_with(server, *answers):
    server.answers.clear()
    server.answers.extend(answers)


def verbs(server):
    return [received.verb for received in server.received]


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_arrives_whole_and_can_be_used(shell, sandbox, tmp_path, kind):
    content = bytes(range(256)) * 20_000  # a video of two parts
    path = tmp_path / "file"
    path.write_bytes(content)
    client = shell.rest(base_url=sandbox.url, access_token=sandbox.access_token())

    urn = shell.call(client.uploads, kind, path, OWNER)

    assert isinstance(urn, Urn)
    assert urn.type == kind
    entity = shell.call(
        client, "get", f"/{kind}s/{{urn}}", path_keys={"urn": urn}, version_string="202608"
    ).entity
    assert (entity["status"], entity["owner"]) == ("AVAILABLE", OWNER)
    uploads = [record for record in sandbox.requests if record.method == "UPLOAD"]
    pieces = [content[:4194304], content[4194304:]] if kind == "video" else [content]
    assert [upload.params["sha256"] for upload in uploads] == [
        hashlib.sha256(piece).hexdigest() for piece in pieces
    ]
    assert [upload.headers["content-length"] for upload in uploads] == [
        str(len(piece)) for piece in pieces
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_the_upload_host_never_sees_the_token(shell, sandbox, kind):
    client = shell.rest(base_url=sandbox.url, access_token=sandbox.access_token())

    shell.call(client.uploads, kind, b"content", OWNER)

    uploads = [record for record in sandbox.requests if record.method == "UPLOAD"]
    assert [upload.params["authorization"] for upload in uploads] == [False]


def test_nothing_of_a_session_of_requests_goes_to_the_upload_host(server):
    shell = SyncShell()
    client = shell.rest(base_url=server.url, access_token="s3cr3t")
    client.session.headers.update({"Authorization": "Basic s3cr3t", "X-Own": "s3cr3t"})
    client.session.auth = ("user", "s3cr3t")
    client.session.params = {"key": "s3cr3t"}
    client.session.cookies.set("session", "s3cr3t")
    answer_with(server, begun(server), PUT_DONE)

    client.uploads.image(b"content", OWNER, wait=0)

    put = server.last
    assert put.target == "/dms-uploads/1?signature=abc"
    assert set(put.headers) == {"host", "user-agent", "content-length", "content-type"} | (
        set(put.headers) & {"accept-encoding"}
    )
    shell.close()


def test_nothing_of_a_session_of_aiohttp_goes_to_the_upload_host(server):
    shell = AsyncShell()
    client = shell.rest(base_url=server.url, access_token="s3cr3t")

    class Own:
        async def upload(self):
            client.session.headers["Authorization"] = "Basic s3cr3t"
            return await client.uploads.image(b"content", OWNER, wait=0)

    answer_with(server, begun(server), PUT_DONE)
    shell.call(Own(), "upload")

    assert server.last.verb == "PUT"
    assert "authorization" not in server.last.headers
    assert "s3cr3t" not in str(server.last)
    assert "authorization" in server.received[0].headers
    shell.close()


def test_a_video_goes_in_the_parts_that_linkedin_names_and_is_ended_with_their_etags(
    shell, client, server
):
    answer_with(
        server,
        video_begun(server, ("0", "3"), (4, 6)),
        Answer(200, {"ETag": '"one"'}),
        Answer(200, {"etag": "/two"}),
        FINALIZED,
        *looks("AVAILABLE"),
    )

    assert shell.call(client.uploads, "video", b"abcdefg", OWNER) == VIDEO

    first, *parts, last, _ = server.received
    assert json.loads(first.body)["initializeUploadRequest"] == {
        "owner": OWNER,
        "fileSizeBytes": 7,
        "uploadCaptions": False,
        "uploadThumbnail": False,
    }
    assert [(p.verb, p.target, p.body) for p in parts] == [
        ("PUT", "/dms-uploads/1/0", b"abcd"),
        ("PUT", "/dms-uploads/1/1", b"efg"),
    ]
    assert last.target == "/rest/videos?action=finalizeUpload"
    assert json.loads(last.body)["finalizeUploadRequest"] == {
        "video": VIDEO,
        "uploadToken": "opaque",
        "uploadedPartIds": ['"one"', "/two"],
    }


@pytest.mark.parametrize(
    "broken", [GONE_WRONG, Answer(200, {}, b"{", promised=9)], ids=["503", "broken off"]
)
def test_a_part_that_broke_is_sent_again_on_its_own(shell, client, server, broken):
    etags = [Answer(200, {"ETag": name}) for name in ("one", "two")]
    answer_with(
        server,
        video_begun(server, (0, 3), (4, 6)),
        *(etags[0], broken, etags[1]),
        FINALIZED,
        *looks("AVAILABLE"),
    )
    told = []

    def progress(*sent):
        told.append(sent)

    shell.call(client.uploads, "video", io.BytesIO(b"abcdefg"), OWNER, progress=progress)

    bodies = [received.body for received in server.received if received.verb == "PUT"]
    assert bodies == [b"abcd", b"efg", b"efg"]
    assert told == [(4, 7), (7, 7), (7, 7)]
    assert len(shell.slept) == 1


def test_a_file_is_read_while_it_is_sent_and_never_whole(shell, client, server):
    reads = []

    class Watched(io.BytesIO):
        def read(self, size=-1):
            reads.append(size)
            return super().read(size)

    content = b"x" * (5 * CHUNK + 1)
    answer_with(server, begun(server), PUT_DONE)

    shell.call(client.uploads, "image", Watched(content), OWNER, wait=0)

    assert server.last.body == content
    assert reads == [CHUNK] * 5 + [1]


@pytest.mark.parametrize("kind", [bytearray, memoryview])
def test_anything_made_of_bytes_is_sent(shell, client, server, kind):
    answer_with(server, begun(server), PUT_DONE)

    shell.call(client.uploads, "image", kind(b"content"), OWNER, wait=0)

    assert [each.body for each in server.received if each.verb == "PUT"] == [b"content"]


def test_progress_is_told_in_bytes(shell, client, server):
    answer_with(server, begun(server), PUT_DONE)
    told = []

    def progress(*sent):
        told.append(sent)

    shell.call(client.uploads, "image", b"x" * (2 * CHUNK + 1), OWNER, wait=0, progress=progress)

    total = 2 * CHUNK + 1
    assert told == [(CHUNK, total), (2 * CHUNK, total), (total, total)]


def test_an_open_file_is_sent_from_where_it_stands_and_left_open(shell, client, server):
    file = io.BytesIO(b"header and content")
    file.seek(11)
    answer_with(server, begun(server), PUT_DONE)

    shell.call(client.uploads, "image", file, OWNER, wait=0)

    assert server.last.body == b"content"
    assert not file.closed


def test_sending_may_take_longer_than_the_read_timeout(shell, server):
    client = shell.rest(base_url=server.url, access_token="T", timeout=(5, 0.5))
    answer_with(server, begun(server), PUT_DONE)

    def slow(*_):
        time.sleep(0.1)

    content = b"x" * (6 * CHUNK)
    assert shell.call(client.uploads, "image", content, OWNER, wait=0, progress=slow) == IMAGE
    assert len(server.received) == 2


def test_a_good_answer_of_the_upload_host_may_have_any_body(shell, client, server):
    answer_with(server, begun(server), Answer(200, {"Content-Type": "text/html"}, b"<html>ok"))

    assert shell.call(client.uploads, "image", b"x", OWNER, wait=0) == IMAGE
    assert len(server.received) == 2


def test_what_the_upload_host_refuses_is_raised_without_the_secret_of_the_address(
    shell, client, server, caplog
):
    answer_with(server, begun(server), Answer(403, {}, b'{"message": "expired"}'))

    with pytest.raises(errors.ForbiddenError, match="expired") as caught, caplog.at_level(0):
        shell.call(client.uploads, "image", b"x", OWNER)

    assert caught.value.request == f"PUT {server.url}/dms-uploads/1"
    logged = [r.getMessage() for r in caplog.records if r.name.startswith("linkedin_api")]
    assert len(logged) == 2
    assert "signature" not in f"{caught.value!r} {caught.value} {logged}"
    assert "signature" not in repr(UploadRequest("https://a.b/c?signature=1", Part(None, 0, 1)))
    assert verbs(server) == ["POST", "PUT"]


def test_the_client_looks_until_the_file_is_processed(shell, client, server):
    answer_with(
        server,
        begun(server),
        PUT_DONE,
        *looks("WAITING_UPLOAD", "PROCESSING", "PROCESSING", "AVAILABLE"),
    )

    assert shell.call(client.uploads, "image", b"x", OWNER) == IMAGE
    assert shell.slept == [1, 2, 4]
    assert server.last.target == "/rest/images/urn%3Ali%3Aimage%3A1"


def test_the_client_does_not_look_for_ever(shell, client, server):
    answer_with(server, begun(server), PUT_DONE, *looks("PROCESSING"))

    with pytest.raises(errors.StillProcessingError, match="status PROCESSING after 30 s") as caught:
        shell.call(client.uploads, "image", b"x", OWNER, wait=30)

    assert caught.value.urn == IMAGE
    assert shell.slept == [1, 2, 4, 8, 10, 5]


def test_the_last_look_is_at_the_end_of_the_wait(shell, client, server):
    answer_with(server, begun(server), PUT_DONE, *looks("PROCESSING"))

    with pytest.raises(errors.StillProcessingError):
        shell.call(client.uploads, "image", b"x", OWNER, wait=3)

    assert shell.slept == [1, 2]
    assert verbs(server) == ["POST", "PUT", "GET", "GET", "GET"]


def test_the_client_does_not_look_at_all_if_told_so(shell, client, server):
    answer_with(server, begun(server), PUT_DONE)

    assert shell.call(client.uploads, "image", b"x", OWNER, wait=0) == IMAGE
    assert verbs(server) == ["POST", "PUT"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_cannot_be_processed_is_an_error_of_its_own(shell, sandbox, kind):
    client = shell.rest(base_url=sandbox.url, access_token=sandbox.access_token())

    with pytest.raises(errors.ProcessingFailedError, match=f"process the {kind}") as caught:
        shell.call(client.uploads, kind, b"PROCESSING_FAILED, please", OWNER)

    assert caught.value.urn.startswith(f"urn:li:{kind}:")


def test_a_call_that_is_refused_is_raised_by_every_client(shell, sandbox):
    client = shell.rest(base_url=sandbox.url, access_token=sandbox.access_token("r_ads"))

    with pytest.raises(errors.ForbiddenError):
        shell.call(client.uploads, "image", b"x", OWNER)


def test_what_was_uploaded_is_not_lost_if_it_cannot_be_looked_at(shell, client, server):
    answer_with(server, begun(server), PUT_DONE, json_answer({"status": 403}, 403))

    with pytest.raises(errors.ForbiddenError) as caught:
        shell.call(client.uploads, "image", b"x", OWNER)
    assert caught.value.__notes__[1:] == [f"all bytes of {IMAGE} had been sent"]


def test_a_video_without_an_etag_is_not_ended(shell, client, server):
    answer_with(server, video_begun(server, (0, 0)), Answer(200))

    with pytest.raises(errors.UploadError, match="the answer to part 1 has no ETag"):
        shell.call(client.uploads, "video", b"x", OWNER)
    assert verbs(server) == ["POST", "PUT"]


@pytest.mark.parametrize(
    "bounds",
    [[], [(0, 1)], [(0, 3)], [(0, 0), (2, 2)], [(0, 1), (1, 2)], [(0, -1), (0, 2)], [("a", 2)]],
)
def test_parts_that_are_not_the_file_are_refused(shell, client, server, bounds):
    answer_with(server, video_begun(server, *bounds))

    with pytest.raises(errors.ResponseFormattingError, match="the answer has no usable upload URL"):
        shell.call(client.uploads, "video", b"xyz", OWNER)
    assert len(server.received) == 1


@pytest.mark.parametrize(
    "value",
    [
        None,
        {},
        {"value": None},
        {"value": {"image": IMAGE}},
        {"value": {"image": 5, "uploadUrl": "https://www.linkedin.com/x"}},
        {"value": {"image": "x", "uploadUrl": "https://www.linkedin.com/x"}},
        {"value": {"image": IMAGE, "uploadUrl": 5}},
    ],
)
def test_an_answer_that_names_no_address_is_told(shell, client, server, value):
    answer_with(server, json_answer(value))

    with pytest.raises(errors.ResponseFormattingError, match="no usable upload URL for the image"):
        shell.call(client.uploads, "image", b"xyz", OWNER)


BASE = "https://api.linkedin.com"


@pytest.mark.parametrize(
    ("url", "base_url"),
    [
        ("https://www.linkedin.com/dms-uploads/x?y", BASE),
        ("https://api.linkedin.com/mediaUpload", BASE),
        ("https://linkedin.com/x", BASE),
        ("https://dms.licdn.com:443/x", BASE),
        ("https://WWW.LinkedIn.com/x", BASE),
        ("http://127.0.0.1:8000/x", "http://127.0.0.1:8000"),
        ("http://127.0.0.1:8000/x", "http://127.0.0.1:8000/below"),
        ("https://files.example/x", BASE),
    ],
)
def test_files_are_sent_to_linkedin_and_to_where_the_client_talks_to(url, base_url):
    assert check_address(url, base_url, (*UPLOAD_HOSTS, "files.example")) == url


@pytest.mark.parametrize(
    "url",
    [
        "http://www.linkedin.com/x",
        "https://evil.example/www.linkedin.com",
        "https://evil.example?linkedin.com",
        "https://evil.example#.linkedin.com",
        "https://linkedin.com.evil.example/x",
        "https://notlinkedin.com/x",
        "https://www.linkedin.com@evil.example/x",
        "https://www.linkedin.com:x@evil.example/x",
        "https://evil.example\\.linkedin.com/x",
        "https://evil.example\n.linkedin.com/x",
        "https://www.linkedin.com/a b",
        "http://127.0.0.1:8001/x",
        "http://127.0.0.1:8000@evil.example/x",
        "https://127.0.0.1:8000/x",
        "file:///etc/passwd",
        "//www.linkedin.com/x",
        "",
    ],
)
def test_files_are_sent_nowhere_else(url):
    with pytest.raises(errors.UploadError, match="refused to upload to"):
        check_address(url, "http://127.0.0.1:8000", UPLOAD_HOSTS)


@pytest.mark.usefixtures("no_proxies")
def test_another_host_is_not_called_unless_the_client_names_it(shell, client, server):
    answer_with(server, begun(server, "https://evil.invalid/x?signature=abc"))

    with pytest.raises(errors.UploadError, match=r"refused to upload to https://evil\.invalid: "):
        shell.call(client.uploads, "image", b"x", OWNER)
    client.upload_hosts = ("evil.invalid",)
    client._conduct.retry = Retry.none()
    with pytest.raises(errors.TransportConnectionError):
        shell.call(client.uploads, "image", b"x", OWNER)


class Pipe(io.BytesIO):
    def seekable(self):
        return False


class Picture:
    """As Pillow has them: it can seek between its frames, but it is no file."""

    def seek(self, frame):
        raise AssertionError("never called")


def at_its_end():
    buffer = io.BytesIO()
    buffer.write(b"a picture, written to it just now")
    return buffer


def closed():
    buffer = io.BytesIO(b"x")
    buffer.close()
    return buffer


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        (b"", "source must not be empty"),
        (io.BytesIO(), "source must not be empty"),
        (io.StringIO("text"), "opened for reading bytes"),
        (Pipe(b"x"), "copy other streams to a tempfile"),
        (5, "source must be a path"),
        (None, "source must be a path"),
        (Picture(), "source must be a path"),
        (at_its_end(), r"source is at its end, after 33 bytes: call its seek\(0\) first"),
        (closed(), "source is a closed file"),
    ],
)
def test_a_source_that_cannot_be_sent_is_refused_before_anything_is(
    shell, client, server, source, complaint
):
    with pytest.raises(errors.InvalidArgumentError, match=complaint):
        shell.call(client.uploads, "video", source, OWNER)
    assert server.received == []


def test_a_file_that_is_open_for_writing_alone_is_refused_before_anything_is_sent(
    shell, client, server, tmp_path
):
    with (tmp_path / "picture.png").open("wb") as file:
        file.write(b"a picture")
        file.seek(0)
        with pytest.raises(errors.InvalidArgumentError, match="opened for reading bytes"):
            shell.call(client.uploads, "image", file, OWNER)
    assert server.received == []


def test_a_file_that_is_not_there_is_told_as_python_tells_it(shell, client, tmp_path):
    with pytest.raises(FileNotFoundError):
        shell.call(client.uploads, "image", str(tmp_path / "nothing"), OWNER)


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({"owner": "2414183"}, "owner must be the URN"),
        ({"owner": None}, "owner must be the URN"),
        ({"owner": OWNER, "wait": -1}, "wait must be a non-negative number of seconds"),
        ({"owner": OWNER, "wait": "1"}, "wait must be a non-negative number of seconds, not '1'"),
        ({"owner": OWNER, "progress": 7}, "progress must be a function or None, not int"),
    ],
)
def test_other_arguments_are_checked_too(shell, client, server, options, complaint):
    with pytest.raises(errors.InvalidArgumentError, match=complaint):
        shell.call(client.uploads, "image", b"x", **options)
    assert server.received == []


class Shrinking(io.BytesIO):
    def read(self, size=-1):
        return super().read(1)[:0]


class Unreadable(io.BytesIO):
    def read(self, size=-1):
        raise OSError("the disk is gone")


@pytest.mark.parametrize("retry", [Retry(), Retry.none()], ids=["retries", "no retries"])
@pytest.mark.parametrize(
    ("source", "complaint"),
    [(Shrinking(b"xy"), "shorter than 2 bytes"), (Unreadable(b"xy"), "byte 0: the disk is gone")],
)
def test_a_file_that_fails_while_it_is_sent_is_no_fault_of_the_network(
    shell, server, retry, source, complaint
):
    client = shell.rest(base_url=server.url, access_token="T", retry=retry)
    source.seek(0)
    answer_with(server, begun(server), PUT_DONE)

    with pytest.raises(errors.UploadError, match=complaint):
        shell.call(client.uploads, "image", source, OWNER)


@pytest.mark.parametrize("retry", [Retry(), Retry.none()], ids=["retries", "no retries"])
def test_what_progress_raises_ends_the_upload(shell, server, retry):
    client = shell.rest(base_url=server.url, access_token="T", retry=retry)
    answer_with(server, begun(server), PUT_DONE)

    def progress(*_):
        raise LookupError("enough")

    with pytest.raises(LookupError, match="enough"):
        shell.call(client.uploads, "image", b"x", OWNER, progress=progress)


@pytest.mark.parametrize(
    ("own", "given", "sent"),
    [
        ({}, {}, KNOWN_GOOD),
        ({"version_string": "202607"}, {}, "202607"),
        ({"version_string": "202607"}, {"version_string": "202606"}, "202606"),
        ({"version_string": "202607"}, {"version_string": None}, KNOWN_GOOD),
    ],
)
def test_uploads_are_always_versioned(shell, server, own, given, sent):
    client = shell.rest(base_url=server.url, access_token="T", **own)
    answer_with(server, begun(server), PUT_DONE)

    shell.call(client.uploads, "image", b"x", OWNER, wait=0, **given)

    assert server.received[0].target == "/rest/images?action=initializeUpload"
    assert server.received[0].headers["linkedin-version"] == sent


def test_a_token_of_its_own_is_used_for_every_call(shell, server):
    client = shell.rest(base_url=server.url)
    answer_with(server, begun(server), PUT_DONE, *looks("AVAILABLE"))

    shell.call(client.uploads, "image", b"x", OWNER, "mine")

    assert [r.headers.get("authorization") for r in server.received] == [
        "Bearer mine",
        None,
        "Bearer mine",
    ]


def test_parts_count_for_no_budget(shell, server):
    budget = RateBudget()
    client = shell.rest(base_url=server.url, access_token="T", budget=budget)
    answer_with(server, begun(server), PUT_DONE, *looks("AVAILABLE"))

    shell.call(client.uploads, "image", b"x", OWNER)

    assert (budget.used("images"), budget.used("dms-uploads")) == (2, 0)


def test_an_observer_sees_the_parts(shell, server):
    events = []
    client = shell.rest(base_url=server.url, access_token="T", observer=events.append)
    answer_with(server, begun(server), GONE_WRONG, PUT_DONE)

    shell.call(client.uploads, "image", b"x", OWNER, wait=0)

    assert [(e.method, e.resource, e.status) for e in events] == [
        ("ACTION", "/images", 200),
        ("UPLOAD", "/dms-uploads", 503),
        ("UPLOAD", "/dms-uploads", 201),
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_the_older_names_upload_too(shell, sandbox, kind):
    client = shell.rest(base_url=sandbox.url)
    sent = []

    urn = shell.call(
        client,
        f"upload_{kind}",
        b"content",
        OWNER,
        sandbox.access_token(),
        "202607",
        progress=lambda *bytes_sent: sent.append(bytes_sent),
        wait=0,
    )

    assert urn.type == kind
    assert sent == [(7, 7)]
    assert {record.version for record in sandbox.requests if record.version} == {"20260701"}


@pytest.mark.parametrize("kind", KINDS)
def test_both_clients_upload_with_the_same_arguments(kind):
    expected = inspect.signature(getattr(Uploads, kind)).parameters

    for client in (RestliClient, AsyncRestliClient):
        parameters = inspect.signature(getattr(client, f"upload_{kind}")).parameters
        assert list(parameters.values())[1:] == list(expected.values())[1:]


@pytest.mark.parametrize("kind", KINDS)
def test_an_upload_can_be_handed_to_another_process(server, kind):
    with RestliClient(base_url=server.url, access_token="T") as client:
        upload = pickle.loads(pickle.dumps(getattr(client, f"upload_{kind}")))

    assert upload.__name__ == f"upload_{kind}"
    assert upload.__self__.base_url == server.url


def test_a_part_can_be_read_again():
    source = SimpleNamespace(read=lambda first, size: b"%d+%d " % (first, size), report=lambda _: 0)
    part = Part(source, CHUNK, CHUNK + 5)

    assert list(part) == list(part) == [b"65536+65536 ", b"131072+5 "]
    assert len(part) == CHUNK + 5


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with a name")
@pytest.mark.parametrize(
    ("make", "told"),
    [
        (os.mkfifo, "it is a pipe, not a file"),
        (os.mkdir, "it is a directory, not a file"),
        (lambda path: path.symlink_to("/dev/zero"), "it is a device, not a file"),
    ],
)
def test_a_path_that_leads_to_no_file_is_refused_at_once(
    shell, client, server, tmp_path, make, told
):
    make(tmp_path / "source")

    with pytest.raises(errors.InvalidArgumentError, match=told):
        shell.call(client.uploads, "image", tmp_path / "source", OWNER)
    assert server.received == []
