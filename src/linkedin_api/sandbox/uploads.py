"""Where bytes are put: the upload URLs of `images`, `documents`, `videos` and `assets`.

They are not part of Rest.li. Bytes are counted and hashed as they arrive; only as many as
`FAILING` has are kept, so that files of any size can be uploaded.

LinkedIn's upload URLs are secrets of their own, and a token need not be sent to them. The
sandbox accepts one (chosen: LinkedIn's own examples do both) and records in the journal
whether there was one, as `authorization` among the parameters, so that a test can
prove that a program keeps its token to itself.

Source of statuses and the `ETag`: documented; of all refusals: chosen.
"""

from __future__ import annotations

import hashlib
import json
import logging
from typing import Any, Final

from linkedin_api.sandbox.catalog.assets import FAILING, Asset, Received, find_upload
from linkedin_api.sandbox.clock import Clock
from linkedin_api.sandbox.journal import KNOWN
from linkedin_api.sandbox.protocol.incoming import Receive, Scope, Send, read_headers, read_piece
from linkedin_api.sandbox.protocol.problems import INTERNAL, Problem, Refused
from linkedin_api.sandbox.protocol.replies import Parcel, pack_bytes, send_parcel
from linkedin_api.sandbox.protocol.store import Store

#: Bytes of one upload; chosen. Parts of videos are smaller anyway.
UPLOAD_LIMIT: Final = 100 * 1024 * 1024
NOT_PUT: Final = Problem(405, "Upload with {verbs}, not with {verb}", source="chosen")
NO_SUCH_UPLOAD: Final = Problem(404, "There is no such upload URL", source="chosen")
EXPIRED: Final = Problem(403, "The upload URL expired", source="chosen")
OVER: Final = Problem(409, "The upload is complete already", source="chosen")
EMPTY: Final = Problem(400, "The upload is empty", source="chosen")
WRONG_SIZE: Final = Problem(
    400, "The part must have {expected} bytes, it has {size}", source="chosen"
)
TOO_LARGE: Final = Problem(413, "The upload is larger than {limit} bytes", source="chosen")
#: What the journal and faults call an upload.
UPLOAD: Final = "UPLOAD"
logger = logging.getLogger(__name__)


class Uploads:
    """ASGI application for all upload URLs."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take one upload."""
        target = b"?".join((scope["raw_path"], scope["query_string"])).decode("latin-1")
        scope[KNOWN]["params"] = {}  # whatever comes of it, it is recorded
        try:
            received = await _receive_all(receive)
            found = find_upload(self._store, target)
            with_token = "authorization" in read_headers(scope["headers"])
            scope[KNOWN].update(_describe(received, found, with_token))
            parcel = self._take(scope["method"], found, received)
        except Refused as refused:
            parcel = _say_no(refused.problem)
        except Exception:
            logger.exception("the sandbox failed at %s %s", scope["method"], scope["path"])
            parcel = _say_no(INTERNAL)
        await send_parcel(send, parcel)

    def _take(self, verb: str, found: tuple[Asset, str] | None, received: Received) -> Parcel:
        if found is None:
            raise Refused(NO_SUCH_UPLOAD)
        asset, slot = found
        self._check(verb, asset, slot, received)
        asset.take(slot, received, self._clock.milliseconds())
        tags = [(b"ETag", f'"{asset.etag(slot)}"'.encode())] if asset.kind.name == "videos" else []
        return Parcel(asset.kind.uploaded, [*tags, (b"Content-Length", b"0")], b"")

    def _check(self, verb: str, asset: Asset, slot: str, received: Received) -> None:
        expected = asset.slots[slot]
        checks = (
            (
                verb not in asset.kind.verbs,
                NOT_PUT.fill(verb=verb, verbs=" or ".join(asset.kind.verbs)),
            ),
            (self._clock.milliseconds() >= asset.expires, EXPIRED),
            (asset.finished, OVER),
            (not received.size, EMPTY),
            (
                expected not in {None, received.size},
                WRONG_SIZE.fill(expected=expected, size=received.size),
            ),
        )
        for wrong, problem in checks:
            if wrong:
                raise Refused(problem)


def _describe(
    received: Received, found: tuple[Asset, str] | None, with_token: bool
) -> dict[str, Any]:
    """Return what a record says of an upload: its bytes, and the asset if there is one."""
    params = {"bytes": received.size, "sha256": received.digest, "authorization": with_token}
    if found is None:
        return {"params": params}
    asset, slot = found
    return {"params": params, "resource": asset.kind.name, "keys": (asset.urn,), "name": slot}


async def _receive_all(receive: Receive) -> Received:
    digest, size, beginning, more = hashlib.sha256(), 0, b"", True
    while more:
        piece, more = await read_piece(receive)
        digest.update(piece)
        size += len(piece)
        beginning += piece[: len(FAILING) - len(beginning)]
        if size > UPLOAD_LIMIT:
            raise Refused(TOO_LARGE.fill(limit=UPLOAD_LIMIT))
    return Received(size, digest.hexdigest(), beginning == FAILING)


def _say_no(problem: Problem) -> Parcel:
    return pack_bytes(problem.status, json.dumps(problem.body()).encode())
