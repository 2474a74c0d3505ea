"""Images, documents, videos and the older assets: from initialization to use.

Chosen: reads process an asset, not time. The first read after the upload says `PROCESSING`,
the next ones `AVAILABLE`; a file that begins with `PROCESSING_FAILED` ends in that status
instead. So tests of programs that poll need not wait.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from linkedin_api.sandbox.protocol.resource import Entity
from linkedin_api.sandbox.protocol.store import Store

#: Milliseconds an upload URL is valid: a day (chosen).
UPLOAD_LIFE: Final = 86_400_000
#: Bytes of each part of a video but the last; documented.
PART_SIZE: Final = 4 * 1024 * 1024
#: A file that begins with this cannot be processed; chosen.
FAILING: Final = b"PROCESSING_FAILED"
UPLOAD_PATH: Final = "/dms-uploads/"
#: How many reads of an uploaded asset say `PROCESSING`; chosen.
_PROCESSING_LOOKS: Final = 1


@dataclass(frozen=True, slots=True)
class MediaKind:
    """A kind of media.

    Attributes:
        name: of the resource.
        urn_type: of its URNs, and its name in answers.
        mark: how the ids of its assets begin.
        uploaded: status of the answer to an upload.
        verbs: how its bytes may be sent.
    """

    name: str
    urn_type: str
    mark: str
    uploaded: int
    verbs: tuple[str, ...] = ("PUT",)


#: 201 for an image is documented by others than LinkedIn; for documents it is chosen, as is
#: that an asset may come by POST, which many programs use.
KINDS: Final[Mapping[str, MediaKind]] = {
    kind.name: kind
    for kind in (
        MediaKind("images", "image", "C4E10AQ", 201),
        MediaKind("documents", "document", "C4D1FAQ", 201),
        MediaKind("videos", "video", "C5505AQ", 200),
        MediaKind("assets", "digitalmediaAsset", "D4E22AQ", 201, ("PUT", "POST")),
    )
}


@dataclass(frozen=True, slots=True)
class Received:
    """What one upload URL received: counted and hashed, not kept.

    Attributes:
        size: bytes.
        digest: SHA-256, in hexadecimal digits.
        failing: whether it begins with `FAILING`.
    """

    size: int
    digest: str
    failing: bool = False


@dataclass(slots=True)
class Asset:
    """One image, document, video or asset.

    Attributes:
        kind: which of them.
        id: end of its URN.
        owner: URN of the member or organization.
        expires: milliseconds; until then its upload URLs work.
        slots: what may be uploaded, by the last segment of the upload URL: how many bytes
            are expected, `None` for any number.
        account: URN of the advertising account it was initialized for, empty for none.
        request: the one that initialized it.
        announced: milliseconds; when it was initialized.
        changed: milliseconds; when it was initialized or uploaded.
        received: what was uploaded, by slot.
        finished: whether the upload is complete.
        looks: how often it was read since.
    """

    kind: MediaKind
    id: str
    owner: str
    expires: int
    slots: dict[str, int | None]
    account: str = ""
    request: Mapping[str, Any] = field(default_factory=dict)
    announced: int = 0
    changed: int = 0
    received: dict[str, Received] = field(default_factory=dict)
    finished: bool = False
    looks: int = 0

    @property
    def urn(self) -> str:
        """Such as `urn:li:image:C4E10AQSandbox000001`."""
        return f"urn:li:{self.kind.urn_type}:{self.id}"

    @property
    def status(self) -> str:
        """Its status."""
        if not self.finished:
            return "WAITING_UPLOAD"
        if self.looks <= _PROCESSING_LOOKS:
            return "PROCESSING"
        failing = any(received.failing for received in self.received.values())
        return "PROCESSING_FAILED" if failing else "AVAILABLE"

    def look(self) -> dict[str, Any]:
        """Return the entity; each read advances the processing."""
        self.looks += self.finished
        entity: dict[str, Any] = {"id": self.urn, "owner": self.owner, "status": self.status}
        if self.account:
            entity["mediaLibraryMetadata"] = {"associatedAccount": self.account}
        if entity["status"] == "AVAILABLE":
            entity["downloadUrl"] = f"https://media.licdn.example/{self.kind.name}/{self.id}"
            entity["downloadUrlExpiresAt"] = self.expires
        return entity

    def take(self, slot: str, received: Received, moment: int) -> None:
        """Record an upload at a time in milliseconds; it completes all but a video."""
        self.received[slot], self.changed = received, moment
        self.finished = self.finished or self.kind.name != "videos"

    def etag(self, slot: str) -> str:
        """Return the unique ETag of an uploaded part, without quotes."""
        received = self.received[slot]
        return hashlib.sha256(f"{slot} {received.digest}".encode()).hexdigest()[:32]


class Assets:
    """The assets of one kind, by URN."""

    def __init__(self, kind: MediaKind, seed: int) -> None:
        self.kind = kind
        self._seed = seed
        self._by_urn: dict[str, Asset] = {}

    def announce(self, owner: str, expires: int, slots: dict[str, int | None]) -> Asset:
        """Make an asset that waits for its upload."""
        number = f"{self.kind.mark}Sandbox{len(self._by_urn) + 1:06}"
        asset = Asset(self.kind, number, owner, expires, slots)
        self._by_urn[asset.urn] = asset
        return asset

    def look(self, urn: str) -> Entity:
        """Return the entity of an asset, which counts as a read; raises `KeyError`."""
        return self._by_urn[urn].look()

    def asset(self, urn: str) -> Asset | None:
        """Return an asset without counting a read."""
        return self._by_urn.get(urn)

    def assets(self) -> Iterator[Asset]:
        """Return all of them without counting a read."""
        yield from self._by_urn.values()

    def target(self, asset: Asset, slot: str) -> str:
        """Return path and query of an upload URL; only the whole of it works."""
        secret = hashlib.sha256(f"{self._seed} {asset.id} {slot}".encode()).hexdigest()[:24]
        return f"{UPLOAD_PATH}{asset.id}/{slot}?ca=sandbox&cn=uploads&m=AQ{secret}&sync=0"


def assets_of(store: Store, kind: MediaKind) -> Assets:
    """Return a sandbox's media of a kind."""
    return store.shelf(kind.name, lambda store: Assets(kind, store.seed))


def find_upload(store: Store, target: str) -> tuple[Asset, str] | None:
    """Return the asset and slot of an upload URL's path and query; `None` for no such URL."""
    path, _, _ = target.partition("?")
    number, _, slot = path.removeprefix(UPLOAD_PATH).partition("/")
    for kind in KINDS.values():
        if number.startswith(kind.mark):
            assets = assets_of(store, kind)
            asset = assets.asset(f"urn:li:{kind.urn_type}:{number}")
            if asset and slot in asset.slots and assets.target(asset, slot) == target:
                return asset, slot
    return None
