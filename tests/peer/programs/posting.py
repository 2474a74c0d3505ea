"""Posts an image and a video, with the functions that posting programs take from 0.3."""

import requests
from elsewhere import run, sent_to

from linkedin_api.clients.restli.client import RestliClient
from linkedin_api.clients.restli.response_formatter import GetResponseFormatter
from linkedin_api.clients.restli.utils.api import build_rest_url
from linkedin_api.clients.restli.utils.decoder import reduced_decode
from linkedin_api.clients.restli.utils.encoder import encode, param_encode
from linkedin_api.clients.restli.utils.query_tunneling import (
    maybe_apply_query_tunneling_get_requests,
    maybe_apply_query_tunneling_requests_with_body,
)
from linkedin_api.clients.restli.utils.restli import get_created_entity_id
from linkedin_api.common.constants import RESTLI_METHODS, VERSIONED_BASE_URL

OWNER = "urn:li:organization:2414183"
VERSION = "202608"


def put(address, content):
    answer = requests.put(address, data=content, timeout=10)
    answer.raise_for_status()
    return answer.headers.get("ETag")


def upload_image(client, token):
    begun = client.action(
        resource_path="/images",
        action_name="initializeUpload",
        action_params={"initializeUploadRequest": {"owner": OWNER}},
        access_token=token,
        version_string=VERSION,
    )
    put(begun.value["uploadUrl"], b"\x89PNG" * 500)
    return begun.value["image"]


def upload_video(client, token):
    content = b"video" * 1000
    request = {"owner": OWNER, "fileSizeBytes": len(content), "uploadCaptions": False}
    begun = client.action(
        resource_path="/videos",
        action_name="initializeUpload",
        action_params={"initializeUploadRequest": request},
        access_token=token,
        version_string=VERSION,
    ).value
    etags = [
        put(part["uploadUrl"], content[part["firstByte"] : part["lastByte"] + 1])
        for part in begun["uploadInstructions"]
    ]
    done = {
        "video": begun["video"],
        "uploadToken": begun["uploadToken"],
        "uploadedPartIds": etags,
    }
    finalized = maybe_apply_query_tunneling_requests_with_body(
        encoded_query_param_string=param_encode({"action": "finalizeUpload"}),
        url=build_rest_url(resource_path="/videos", version_string=VERSION),
        original_restli_method=RESTLI_METHODS.ACTION,
        original_request_body={"finalizeUploadRequest": done},
        access_token=token,
        version_string=VERSION,
    )
    return begun["video"], client.session.send(finalized).status_code


def is_there(client, token, kind, urn):
    """Whether an upload can be read, by a request of the program's own."""
    prepared = maybe_apply_query_tunneling_get_requests(
        encoded_query_param_string="",
        url=build_rest_url(f"/{kind}/{{urn}}", path_keys={"urn": urn}, version_string=VERSION),
        original_restli_method=RESTLI_METHODS.GET,
        access_token=token,
        version_string=VERSION,
    )
    response = GetResponseFormatter.format_response(client.session.send(prepared))
    return [response.status_code, response.entity["owner"]]


def post(client, token, urn):
    return client.create(
        resource_path="/posts",
        entity={
            "author": OWNER,
            "commentary": "Look",
            "visibility": "PUBLIC",
            "distribution": {"feedDistribution": "MAIN_FEED"},
            "content": {"media": {"id": urn, "title": "A title"}},
            "lifecycleState": "PUBLISHED",
        },
        access_token=token,
        version_string=VERSION,
    )


def program(url, token):
    client = sent_to(RestliClient(), url)
    image = upload_image(client, token)
    video, finalized = upload_video(client, token)
    there = [is_there(client, token, *each) for each in (("images", image), ("videos", video))]
    posted = post(client, token, image)
    return {
        "image": image.rpartition(":")[0],
        "video": [video.rpartition(":")[0], finalized],
        "there": there,
        "posted": [posted.status_code, posted.entity_id == get_created_entity_id(posted.response)],
        "urn": reduced_decode(posted.entity_id)[:12],
        "encoded": [encode([image[:12], 1]), VERSIONED_BASE_URL],
    }


if __name__ == "__main__":
    run(program)
