"""What writes: posts, edits, deletions, comments, reactions."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from linkedin_api import posts
from linkedin_api.assistants.account import member_of
from linkedin_api.assistants.changes import may_have_happened
from linkedin_api.cli.calling import calling
from linkedin_api.cli.confirmation import confirm_deletion
from linkedin_api.cli.output import show
from linkedin_api.errors import InvalidArgumentError, StatusError, TransportError
from linkedin_api.little_text import LittleText, unescape_little_text

if TYPE_CHECKING:
    from linkedin_api.clients.restli.client import RestliClient

#: Options that exclude each other.
_KINDS: Final = ("images", "video", "document", "article", "poll")
#: Options that belong to one of others.
_BELONGS_TO: Final = {
    "title": ("article", "video", "document"),
    "description": ("article",),
    "thumbnail": ("article",),
}
#: How the command line spells the arguments of a post.
_SPELLED: Final = {
    "text": "TEXT",
    "source": "--article",
    "question": "--poll",
    "answers": "--answer",
    "alt_text": "--alt",
    "images": "--image",
}
#: What stands for the member, whom a dry run does not ask for.
_MEMBER: Final = "urn:li:person:you"
#: What stands for media that a dry run does not upload.
_NOT_UPLOADED: Final = "not uploaded"


def publish(typed: Mapping[str, Any]) -> None:
    """Upload what the post shows, publish it and print its URN."""
    _check_content(typed)
    planned = _planned(typed)
    if _is_dry_run(typed, "POST /rest/posts", dict(planned)):
        return
    with calling(typed, typed["api_version"]) as client:
        author = typed["author"] or member_of(client)
        post = _post(typed, author, lambda kind, file: _upload(client, author, kind, file))
        with _uncertainty("published the post", "linkedin post list"):
            urn = client.create("/posts", post).entity_id
    show(typed, {"urn": str(urn), "url": posts.link(str(urn))}, str(urn))


def edit(typed: Mapping[str, Any]) -> None:
    """Replace the text of a post."""
    patch = {"commentary": _text(typed)}
    if _is_dry_run(typed, f"POST /rest/posts/{typed['urn']}", {"patch": {"$set": patch}}):
        return
    with calling(typed, typed["api_version"]) as client:
        client.partial_update("/posts/{urn}", patch, path_keys={"urn": typed["urn"]})
    show(typed, {"urn": typed["urn"]}, f"{typed['urn']} is changed")


def delete(typed: Mapping[str, Any]) -> None:
    """Delete a post."""
    if _is_dry_run(typed, f"DELETE /rest/posts/{typed['urn']}", None):
        return
    confirm_deletion(typed["urn"], command="delete", is_confirmed=typed["yes"])
    with calling(typed, typed["api_version"]) as client:
        client.delete("/posts/{urn}", path_keys={"urn": typed["urn"]})
    show(typed, {"urn": typed["urn"]}, f"{typed['urn']} is deleted")


def comment(typed: Mapping[str, Any]) -> None:
    """Comment on a post."""
    target, text = typed["reply_to"] or typed["urn"], _read(typed["text"])
    planned = _comment(typed, text, typed["author"] or _MEMBER)
    if _is_dry_run(typed, f"POST /rest/socialActions/{target}/comments", planned):
        return
    with calling(typed, typed["api_version"]) as client:
        body = _comment(typed, text, typed["author"] or member_of(client))
        path, keys = "/socialActions/{target}/comments", {"target": target}
        with _uncertainty("stored the comment", f"linkedin post show {typed['urn']}"):
            number = client.create(path, body, path_keys=keys).entity_id
    show(typed, {"id": str(number), "on": target}, f"comment {number} on {target}")


def _comment(typed: Mapping[str, Any], text: str, actor: str) -> dict[str, Any]:
    return posts.comment(text, actor=actor, on=typed["urn"], reply_to=typed["reply_to"])


def react(typed: Mapping[str, Any]) -> None:
    """React to a post, or take a reaction back."""
    kind = typed["kind"].upper()
    body = None if typed["remove"] else posts.reaction(typed["urn"], kind)
    if _is_dry_run(typed, f"{'POST' if body else 'DELETE'} /rest/reactions", body):
        return
    with calling(typed, typed["api_version"]) as client:
        actor = typed["author"] or member_of(client)
        if body:
            client.create("/reactions", body, query_params={"actor": actor})
        else:
            key = posts.reaction_key(actor, typed["urn"])
            client.delete("/reactions/{key}", path_keys={"key": key})
    done = kind if body else "removed"
    show(typed, {"on": typed["urn"], "reaction": done}, f"{done} on {typed['urn']}")


def _check_content(typed: Mapping[str, Any]) -> None:
    given = [name for name in _KINDS if typed[name]]
    if len(given) > 1:
        options = " and ".join(f"--{name.removesuffix('s')}" for name in given)
        raise click.UsageError(f"a post shows one thing: choose between {options}")
    if len(typed["alt_texts"]) > len(typed["images"]):
        raise click.UsageError(
            "each --alt describes one --image, in order; there are more --alt than --image"
        )
    if typed["article"] and not typed["title"]:
        raise click.UsageError("--article needs --title: LinkedIn does not read the page")
    for option, kinds in _BELONGS_TO.items():
        if typed[option] and not any(typed[kind] for kind in kinds):
            needed = " or ".join(f"--{kind}" for kind in kinds)
            raise click.UsageError(f"--{option} needs {needed}")
    if bool(typed["answers"]) != bool(typed["poll"]):
        raise click.UsageError("a poll needs --poll and two to four --answer")
    for file in (*typed["images"], typed["video"], typed["document"], typed["thumbnail"]):
        if file is not None and not file.is_file():
            raise click.UsageError(f"there is no file {file}")


def _planned(typed: Mapping[str, Any]) -> posts.Post:
    """Return the post before anything is uploaded; a wrong option is a usage error."""
    try:
        return _post(typed, typed["author"] or _MEMBER, _pretend)
    except InvalidArgumentError as error:  # its message begins with the name of the argument
        name, _, what = str(error).partition(" ")
        option = _SPELLED.get(name) or (f"--{name}" if name in typed else name)
        raise click.UsageError(f"{option} {what}") from error


def _post(typed: Mapping[str, Any], author: str, upload: Callable[[str, Path], str]) -> posts.Post:
    return posts.Post(
        _text(typed),
        author=author,
        content=_content(typed, upload),
        reshare=typed["reshare"],
        visibility=typed["visibility"],
        is_draft=typed["draft"],
    )


def _content(typed: Mapping[str, Any], upload: Callable[[str, Path], str]) -> posts.Content | None:
    if typed["images"]:
        return _images(typed, upload)
    for kind in ("video", "document"):
        if typed[kind]:
            return posts.Media(upload(kind, typed[kind]), title=typed["title"])
    if typed["article"]:
        image = typed["thumbnail"] and upload("image", typed["thumbnail"])
        return posts.Article(typed["article"], typed["title"], typed["description"], image)
    if typed["poll"]:
        return posts.Poll(typed["poll"], typed["answers"], typed["duration"])
    return None


def _images(typed: Mapping[str, Any], upload: Callable[[str, Path], str]) -> posts.Content:
    missing = [None] * (len(typed["images"]) - len(typed["alt_texts"]))
    pairs = zip(typed["images"], [*typed["alt_texts"], *missing], strict=True)
    media = [posts.Media(upload("image", file), alt_text=alt) for file, alt in pairs]
    return media[0] if len(media) == 1 else posts.Images(media)


def _upload(client: RestliClient, owner: str, kind: str, file: Path) -> str:
    urn: str = getattr(client.uploads, kind)(file, owner)
    return urn


def _pretend(kind: str, _file: Path) -> str:
    return f"urn:li:{kind}:{_NOT_UPLOADED}"


def _text(typed: Mapping[str, Any]) -> LittleText:
    text = _read(typed["text"])
    return LittleText(text) if typed["raw"] else posts.written(text)


def _read(text: str) -> str:
    return sys.stdin.read().removesuffix("\n") if text == "-" else text


@contextmanager
def _uncertainty(done: str, check: str) -> Iterator[None]:
    """Say that a write may have happened; it is never sent again."""
    try:
        yield
    except (TransportError, StatusError) as error:
        if not may_have_happened(error):
            raise
        raise click.ClickException(
            f"LinkedIn may have {done}, and did not say so ({error}). Look with `{check}` before"
            " you repeat the command"
        ) from error


def _is_dry_run(typed: Mapping[str, Any], request: str, body: Any) -> bool:
    """Show what would be sent, if that is all that is wanted."""
    if not typed["dry_run"]:
        return False
    acts = typed.get("author") or "the member whose token it is"
    plan = {"request": request, "acts": acts, "body": body}
    lines = [request, f"as {acts}"]
    if body is not None:
        lines.append(json.dumps(body, ensure_ascii=False, indent=2, default=dict))
    if isinstance(body, Mapping) and "commentary" in body:
        lines.append(f"people read: {unescape_little_text(body['commentary'])}")
    show(typed, plan, *lines)
    return True
