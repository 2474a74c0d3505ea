"""Changes at LinkedIn: what would be sent, and what may or may not have happened."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from linkedin_api.assistants.refusals import Refusal
from linkedin_api.assistants.setup import Permission
from linkedin_api.errors import StatusError, TransportError
from linkedin_api.restli import encode

Kind = Literal["image", "document", "video"]
Method = Literal["CREATE", "PARTIAL_UPDATE", "DELETE"]


class Upload(NamedTuple):
    """A file that is uploaded before a post is published.

    Attributes:
        path: of the file.
        kind: `image`, `document` or `video`.
        sha256: of its content.
        placeholder: stands for its URN in the body.
    """

    path: str
    kind: Kind
    sha256: str
    placeholder: str


@dataclass(frozen=True, slots=True)
class Change:
    """A request that changes something at LinkedIn. Nothing of it can be altered.

    Attributes:
        permission: the kind of change.
        method: the Rest.li method.
        path: template of the path.
        keys: keys of the path.
        query: query parameters.
        body: JSON of the body; empty for none.
        acts: URN of the person or the Page that people will see.
        text: what people will read; empty for nothing.
        thread: where to look whether it happened.
        uploads: files to upload before.
    """

    permission: Permission
    method: Method
    path: str
    acts: str
    keys: tuple[tuple[str, str], ...] = ()
    query: tuple[tuple[str, str], ...] = ()
    body: str = ""
    text: str = ""
    thread: str = ""
    uploads: tuple[Upload, ...] = ()

    @property
    def digest(self) -> str:
        """A hash of all that would be sent."""
        parts = [self.method, self.path, self.keys, self.query, self.body, self.acts, self.uploads]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

    @property
    def request(self) -> str:
        """Method and path, as they go over the wire."""
        verb = "DELETE" if self.method == "DELETE" else "POST"
        path = self.path.format(**{name: encode(key) for name, key in self.keys})
        query = "&".join(f"{name}={encode(value)}" for name, value in self.query)
        return f"{verb} /rest{path}" + (f"?{query}" if query else "")

    @property
    def fields(self) -> Any:
        """The body; `None` for none."""
        return json.loads(self.body) if self.body else None


def body_of(fields: Mapping[str, Any]) -> str:
    """Return the JSON of a body."""
    return json.dumps(fields, ensure_ascii=False, default=dict)


@dataclass(slots=True)
class Uncertain:
    """Changes that may or may not have happened, until someone checks.

    Attributes:
        unknown: those changes, by digest.
        happened: URNs of those that were found later, by digest.
    """

    unknown: dict[str, Change] = field(default_factory=dict)
    happened: dict[str, str] = field(default_factory=dict)
    _looked_through: dict[str, int] = field(default_factory=dict, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def note(self, change: Change) -> None:
        """Remember a change whose answer was lost."""
        with self._lock:
            self.unknown[change.digest] = change
            self._looked_through[change.digest] = 0

    def check(self, change: Change) -> None:
        """Refuse a change that may have happened already.

        Raises:
            Refusal: it may have, or it has.
        """
        with self._lock:
            if change.digest in self.unknown:
                raise Refusal(f"this may have happened already: {how_to_look(change)}")
            if urn := self.happened.get(change.digest):
                raise Refusal(f"this happened already, as {urn}: do not send it again")

    def settle(self, thread: str, elements: Sequence[Any], start: int, *, is_last: bool) -> None:
        """Learn from a part of a list of posts or comments which changes happened.

        A change has not happened if all parts were looked through, from the first to the last.

        Args:
            thread: author of the posts, or what the comments are about.
            elements: a part of them.
            start: how many are before this part.
            is_last: whether no later part can have a change.
        """
        with self._lock:
            for digest, change in list(self.unknown.items()):
                if change.thread != thread:
                    continue
                if found := next((each for each in elements if _says(each, change)), None):
                    self.happened[digest] = str(found.get("commentUrn") or found.get("id"))
                    del self.unknown[digest]
                elif start <= self._looked_through[digest]:
                    self._looked_through[digest] = start + len(elements)
                    if is_last:
                        del self.unknown[digest]


def _says(element: Mapping[str, Any], change: Change) -> bool:
    """Whether an element has the text of a change."""
    said = change.fields or {}
    if "commentary" in said:
        return bool(element.get("commentary") == said["commentary"])
    return bool(element.get("message", {}).get("text") == said.get("message", {}).get("text"))


def may_have_happened(error: TransportError | StatusError) -> bool:
    """Whether LinkedIn may have carried out a request that failed with an error."""
    if isinstance(error, TransportError):
        return error.maybe_seen
    return error.status == 408 or error.status >= 500


def how_to_look(change: Change) -> str:
    """Say how to find out whether a change happened."""
    if change.permission == "comment":
        return f"call list_comments with urn={change.thread} and look for the text, then decide"
    if change.permission == "post" and change.acts.startswith("urn:li:organization:"):
        return f"call list_posts with page={change.acts} and live=true, and look for the text"
    return "ask the person to look at LinkedIn; nobody can look from here"
