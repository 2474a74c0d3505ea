"""The first step of writing: a plan, which shows what would be sent and sends nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Final, Literal, cast

from pydantic import Field

from linkedin_api import posts
from linkedin_api.assistants.answers import Answer, iso, provenance, text_by_others
from linkedin_api.assistants.changes import Change, Upload, body_of
from linkedin_api.assistants.media import upload_of
from linkedin_api.assistants.setup import Permission
from linkedin_api.assistants.tools.offered import Offered, Tools
from linkedin_api.errors import ForbiddenError, InvalidArgumentError
from linkedin_api.little_text import unescape_little_text
from linkedin_api.sources.scope import is_organization, urn_of

_LONGEST: Final = 3_000
_MENTION: Final = re.compile(r"@\[(?P<name>(?:\\.|[^\]\\])+)\]\((?P<urn>urn:li:[^)]+)\)")
Author = Annotated[
    str | None,
    Field(
        pattern=r"^(urn:li:(organization|person):[A-Za-z0-9_-]+|[0-9]+)$",
        description="Who acts: number or URN of a Page; nothing for the member.",
    ),
]
Text = Annotated[
    str,
    Field(
        max_length=_LONGEST,
        description="Plain text. Write @[Name](urn:li:organization:1) to mention and #word for a"
        " hashtag.",
    ),
]
Target = Annotated[
    str,
    Field(
        pattern=r"^urn:li:((share|ugcPost|activity):[0-9]+|comment:\([^()\s]{1,200}\))$",
        description="URN of the post; or of the comment to reply or react to.",
    ),
]
#: What a change needs to be allowed.
_KINDS: Final[Mapping[str, Permission]] = {
    "edit": "edit",
    "delete": "delete",
    "comment": "comment",
    "reply": "comment",
    "react": "react",
}


class Planned(Answer):
    """What would be sent."""

    plan_id: str = Field(description="Pass it to confirm; once, before expires_at.")
    expires_at: str = Field(description="When the plan ends, in UTC.")
    request: str = Field(description="Method and path.")
    headers: dict[str, str] = Field(description="Headers, without Authorization.")
    body: dict[str, Any] | None = Field(description="The exact body.")
    acts: str = Field(description="Who acts, as people will see it.")
    rendered_text: str | None = Field(description="What people will read.")
    mentions: list[str] = Field(description="Who is mentioned and notified: name and URN.")
    files: list[str] = Field(description="Files that are uploaded first.")
    current: dict[str, Any] | None = Field(
        default=None, description="What is there now and would be changed or deleted."
    )


class PlanningTools(Tools):
    """The tools that plan."""

    def offered(self) -> Sequence[Offered]:
        """Return the tools of what is allowed; none if nothing is."""
        allowed, found = self._setup.allowed, []
        if "post" in allowed:
            found.append(
                Offered(
                    self.plan_post,
                    "Plan a post",
                    "Prepare a post of a Page or of the member, and show exactly what would be"
                    " sent. Sends nothing: show the plan to the person, then call confirm."
                    " LinkedIn schedules no posts; there is no way to publish later from here.",
                )
            )
        kinds = tuple(kind for kind, needs in _KINDS.items() if needs in allowed)
        if kinds:
            found.append(
                Offered(
                    _change_function(self, kinds),
                    "Plan a change",
                    f"Prepare to {', '.join(kinds)}, and show exactly what would be sent. Sends"
                    " nothing: show the plan to the person, then call confirm.",
                )
            )
        return found

    def plan_post(
        self,
        text: Text,
        author: Author = None,
        link: Annotated[
            str | None, Field(pattern=r"^https?://", description="URL of a page to show.")
        ] = None,
        link_title: Annotated[
            str | None, Field(max_length=400, description="Title of that page; needed with link.")
        ] = None,
        poll: Annotated[
            str | None, Field(max_length=140, description="Question of a poll.")
        ] = None,
        poll_answers: Annotated[
            list[str] | None, Field(max_length=4, description="2 to 4 answers of the poll.")
        ] = None,
        media: Annotated[
            list[str] | None,
            Field(max_length=20, description="Files in the media folder: images, a PDF, an MP4."),
        ] = None,
        visibility: Annotated[
            Literal["PUBLIC", "CONNECTIONS", "LOGGED_IN"], Field(description="Who may see it.")
        ] = "PUBLIC",
    ) -> Planned:
        """Plan a post."""
        if sum(map(bool, (link, poll, media))) > 1:
            raise InvalidArgumentError(
                "a post shows one thing: choose between link, poll and media"
            )
        if bool(link) != bool(link_title):
            raise InvalidArgumentError("a link needs a link_title, and a link_title needs a link")
        member = self._account.acting_member()
        acts = _acting(author, member)
        folder = self._setup.media_folder
        uploads = tuple(upload_of(name, folder, n) for n, name in enumerate(media or (), 1))
        content: posts.Content | None = None
        if link and link_title:
            content = posts.Article(link, link_title)
        elif poll:
            content = posts.Poll(poll, poll_answers or ())
        elif uploads:
            content = _media_of(uploads)
        post = posts.Post(posts.written(text), author=acts, content=content, visibility=visibility)
        change = Change(
            "post", "CREATE", "/posts", acts, body=body_of(dict(post)),
            text=unescape_little_text(post["commentary"]), thread=acts, uploads=uploads,
        )  # fmt: skip
        return self._planned(change, member)

    def plan_change(
        self, kind: str, target: str, text: str | None, author: str | None, reaction: str
    ) -> Planned:
        """Plan a change of something that is there."""
        member = self._account.acting_member()
        acts = _acting(author, member)
        if kind in ("edit", "comment", "reply") and not (text or "").strip():
            raise InvalidArgumentError(f"text must not be empty for {kind}")
        if kind in ("edit", "delete"):
            return self._planned_for_post(kind, target, text or "", member)
        if kind == "react":
            body = posts.reaction(target, cast("posts.Reaction", reaction))  # it checks
            query = (("actor", acts),)
            change = Change("react", "CREATE", "/reactions", acts, query=query, body=body_of(body))
            return self._planned(change, member)
        is_reply = target.startswith("urn:li:comment:")
        if is_reply != (kind == "reply"):
            wanted = "the URN of a comment" if kind == "reply" else "the URN of a post"
            raise InvalidArgumentError(f"target must be {wanted} for {kind}, not {target}")
        on = target.removeprefix("urn:li:comment:(").partition(",")[0] if is_reply else target
        body = posts.comment(text or "", actor=acts, on=on, reply_to=target if is_reply else None)
        change = Change(
            "comment", "CREATE", "/socialActions/{target}/comments", acts,
            keys=(("target", target),), body=body_of(body), text=text or "", thread=target,
        )  # fmt: skip
        return self._planned(change, member)

    def _planned_for_post(self, kind: str, target: str, text: str, member: str) -> Planned:
        """HTTP: `GET /rest/posts/{urn}`, to show what is there"""
        if not target.startswith(("urn:li:share:", "urn:li:ugcPost:")):
            raise InvalidArgumentError(f"target must be the URN of a post for {kind}, not {target}")
        acts, current = member, None
        try:
            query = {"viewContext": "AUTHOR"}
            post = self._account.client.get(
                "/posts/{urn}", path_keys={"urn": target}, query_params=query
            ).entity
            acts = post["author"]
            current = text_by_others(unescape_little_text(post.get("commentary", "")))
        except ForbiddenError:  # who may write need not be allowed to read
            pass
        keys = (("urn", target),)
        if kind == "delete":
            change = Change("delete", "DELETE", "/posts/{urn}", acts, keys)
            return self._planned(change, member, current)
        commentary = posts.written(text)
        body = body_of({"commentary": str(commentary)})
        change = Change(
            "edit", "PARTIAL_UPDATE", "/posts/{urn}", acts, keys,
            body=body, text=unescape_little_text(commentary),
        )  # fmt: skip
        return self._planned(change, member, current)

    def _planned(
        self, change: Change, member: str, current: dict[str, Any] | None = None
    ) -> Planned:
        self._uncertain.check(change)
        plan = self._book.add(change, member)
        body = change.fields
        if change.method == "PARTIAL_UPDATE":
            body = {"patch": {"$set": body}}
        return Planned(
            plan_id=plan.name,
            expires_at=iso(plan.expires_at),
            request=change.request,
            headers={
                "LinkedIn-Version": self._account.access.version,
                "X-RestLi-Method": change.method.lower(),
                "X-RestLi-Protocol-Version": "2.0.0",
            },
            body=body,
            acts=change.acts,
            rendered_text=change.text or None,
            mentions=_mentions(change.fields),
            files=[
                f"{Path(each.path).name} (sha256 {each.sha256[:16]}…)" for each in change.uploads
            ],
            current=current,
            **provenance(self._account, "this machine", note="Nothing was sent."),
        )


def _change_function(tools: PlanningTools, kinds: tuple[str, ...]) -> Callable[..., Any]:
    """Return the function of `plan_change`, whose schema lists the kinds that are allowed."""
    kind_type: Any = Literal[kinds]
    reaction_type: Any = posts.Reaction

    def plan_change(
        kind: Any, target: Any, text: Any = None, author: Any = None, reaction: Any = "LIKE"
    ) -> Planned:
        return tools.plan_change(kind, target, text, author, reaction)

    plan_change.__annotations__ = {
        "kind": Annotated[kind_type, Field(description="What to do.")],
        "target": Target,
        "text": Annotated[str | None, Text.__metadata__[0]],  # type: ignore[attr-defined]
        "author": Author,
        "reaction": Annotated[reaction_type, Field(description="Which reaction, for react.")],
        "return": Planned,
    }
    return plan_change


def _acting(author: str | None, member: str) -> str:
    if author is None:
        if not member.startswith("urn:li:person:"):
            raise InvalidArgumentError("author must be given: the token does not say whose it is")
        return member
    if author.isdigit():
        return urn_of(int(author))
    if not author.startswith("urn:li:person:") and not is_organization(author):
        raise InvalidArgumentError(f"author must be a Page or a person, not {author}")
    return author


def _media_of(uploads: Sequence[Upload]) -> posts.Content:
    if len(uploads) == 1:
        return posts.Media(uploads[0].placeholder)
    if any(each.kind != "image" for each in uploads):
        raise InvalidArgumentError("media must be images, or a single PDF or MP4")
    return posts.Images([posts.Media(each.placeholder) for each in uploads])


def _mentions(fields: Mapping[str, Any] | None) -> list[str]:
    """Who is mentioned; comments and deletions mention nobody."""
    markup = (fields or {}).get("commentary", "")
    return [
        f"{unescape_little_text(found['name'])}: {found['urn']}"
        for found in _MENTION.finditer(markup)
    ]
