"""The second step of writing: a plan is sent, once, if the person agrees."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from mcp.server.elicitation import AcceptedElicitation, ElicitationResult
from mcp.server.mcpserver import Context
from mcp.server.mcpserver.resolve import Elicit, Resolve
from mcp_types import ToolAnnotations
from pydantic import BaseModel, Field

from linkedin_api import posts
from linkedin_api.assistants.answers import Answer, provenance
from linkedin_api.assistants.changes import Change, how_to_look, may_have_happened
from linkedin_api.assistants.media import content_of
from linkedin_api.assistants.plans import Plan
from linkedin_api.assistants.refusals import Refusal
from linkedin_api.assistants.tools.offered import Offered, Tools
from linkedin_api.clients.exchange.retry import Retry
from linkedin_api.errors import StatusError, TransportError

#: Seconds to wait until LinkedIn has processed a file.
_PROCESSING: Final = 60
PlanName = Annotated[str, Field(max_length=100, description="plan_id of the plan, as it is.")]


class Done(Answer):
    """What happened."""

    state: Literal["done", "uncertain", "declined"] = Field(
        description="uncertain: it may have happened; look before doing anything else."
    )
    urn: str | None = Field(default=None, description="Of what was created or changed.")
    url: str | None = Field(default=None, description="Where people see it.")
    request_id: str | None = Field(default=None, description="LinkedIn's x-li-uuid.")


class Approval(BaseModel):
    """The answer of the person."""

    approve: bool = Field(description="Send it to LinkedIn?")


class ConfirmingTools(Tools):
    """The tool that sends a plan."""

    def offered(self) -> Sequence[Offered]:
        """Return the tools of what is allowed; none if nothing is."""
        allowed = self._setup.allowed
        if not allowed:
            return ()
        hints = ToolAnnotations(
            read_only_hint=False,
            destructive_hint=bool(allowed & {"edit", "delete"}),
            idempotent_hint=False,
            open_world_hint=True,
        )
        return (
            Offered(
                _confirm_function(self),
                "Send a plan",
                "Send to LinkedIn exactly what a plan shows, once. Call it only after the person"
                " has seen the plan and agreed. If the state is uncertain, do not repeat: look"
                " first, as the note says.",
                hints,
            ),
        )

    def question(self, name: str) -> str | None:
        """Return what to ask the person about a plan; `None` if there is no such plan."""
        plan = self._book.find(name)
        if plan is None:
            return None
        change = plan.change
        shown = f"\n\n{change.text}" if change.text else ""
        files = "".join(f"\nwith {Path(each.path).name}" for each in change.uploads)
        return f"Send to LinkedIn as {change.acts}: {change.request}{shown}{files}"

    def confirm(self, name: str, *, is_declined: bool) -> Done:
        """Send a plan.

        HTTP: uploads, and the request of the plan
        """
        plan = self._book.take(name)
        if is_declined:
            note = "The person declined: nothing was sent."
            return Done(state="declined", **provenance(self._account, "this machine", note=note))
        if plan.change.permission not in self._setup.allowed:
            raise Refusal(
                f"the person who started the server did not allow {plan.change.permission}"
            )
        if self._account.acting_member() != plan.member:
            raise Refusal("the token now belongs to another member than the plan: plan it again")
        self._uncertain.check(plan.change)
        try:
            return self._send(plan)
        except (TransportError, StatusError) as error:
            if not may_have_happened(error):
                raise
            self._uncertain.note(plan.change)
            note = f"LinkedIn may have done it, its answer was lost: {how_to_look(plan.change)}."
            return Done(
                state="uncertain",
                request_id=getattr(error, "request_id", None),
                **provenance(self._account, "LinkedIn, now", note=note),
            )

    def _send(self, plan: Plan) -> Done:
        change = plan.change
        client = self._account.client.with_options(retry=Retry.none())
        keys = dict(change.keys)
        response: Any
        urn = keys.get("urn")
        if change.method == "DELETE":
            response = client.delete(change.path, path_keys=keys)
        elif change.method == "PARTIAL_UPDATE":
            response = client.partial_update(change.path, change.fields, path_keys=keys)
        else:
            body = self._uploaded(change)
            response = client.create(
                change.path, body, path_keys=keys, query_params=dict(change.query)
            )
            urn = str(response.entity_id)
        is_post = change.path.startswith("/posts")
        return Done(
            state="done",
            urn=urn,
            url=posts.link(urn) if urn and is_post and change.method != "DELETE" else None,
            request_id=response.response.headers.get("x-li-uuid"),
            **provenance(self._account, "LinkedIn, now"),
        )

    def _uploaded(self, change: Change) -> Any:
        """The body, with the URNs of the uploaded files.

        Raises:
            Refusal: a file has changed, or cannot be uploaded; nothing was published.
        """
        text = change.body
        for upload in change.uploads:
            send = getattr(self._account.client.uploads, upload.kind)
            try:
                urn = send(content_of(upload), change.acts, wait=_PROCESSING)
            except (TransportError, StatusError) as error:
                name = Path(upload.path).name
                raise Refusal(f"nothing was published: {name} was not uploaded: {error}") from error
            text = text.replace(f'"{upload.placeholder}"', f'"{urn}"')
        return json.loads(text)


def _confirm_function(tools: ConfirmingTools) -> Callable[..., Any]:
    """Return the function of `confirm`, which asks the person where the client can."""

    async def ask(plan_id: str, context: Context) -> Approval | Elicit[Approval]:
        question = tools.question(plan_id)
        if question is None or not _can_ask(context):
            return Approval(approve=True)  # the plan was shown; without one, nothing is sent
        return Elicit(question, Approval)

    def confirm(plan_id: Any, answer: Any) -> Done:
        is_approved = isinstance(answer, AcceptedElicitation) and answer.data.approve
        return tools.confirm(plan_id, is_declined=not is_approved)

    confirm.__annotations__ = {
        "plan_id": PlanName,
        "answer": Annotated[ElicitationResult[Approval], Resolve(ask)],
        "return": Done,
    }
    return confirm


def _can_ask(context: Context) -> bool:
    capabilities = context.client_capabilities
    elicitation = capabilities.elicitation if capabilities else None
    return elicitation is not None and (elicitation.form is not None or elicitation.url is None)
