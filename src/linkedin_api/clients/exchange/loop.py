"""One call from its first attempt to its response, as a sequence of steps.

`exchange` is a generator: it yields steps and receives their results. The synchronous and the
asynchronous client differ only in how they perform the steps.
"""

from __future__ import annotations

import math
from typing import Any, Final, TypeVar

from linkedin_api.clients.exchange.conduct import Conduct
from linkedin_api.clients.exchange.provider import Provider
from linkedin_api.clients.exchange.retry import Attempt, Outcome, Verdict, token_refusal
from linkedin_api.clients.exchange.secret_variables import forgets_variables
from linkedin_api.clients.exchange.steps import NeedToken, Send, Steps, Wait
from linkedin_api.clients.exchange.task import Task
from linkedin_api.clients.exchange.upload_request import UploadRequest
from linkedin_api.clients.response import BaseResponse
from linkedin_api.restli.request import Request

R = TypeVar("R", bound=BaseResponse[Any])

#: The problems that another token can solve.
_CURABLE: Final = frozenset({"invalid", "revoked", "expired"})


@forgets_variables
def exchange(task: Task, conduct: Conduct, response_type: type[R]) -> Steps[R]:
    """Carry out a task, with retries as the policy says.

    If LinkedIn refuses a provider's token, the provider is asked once for another one. LinkedIn
    does not carry out a call that it refuses with 401, so this applies to writes too.

    Returns:
        The response, whatever its status, unless `conduct.raises`.

    Raises:
        TransportError: no complete answer came.
        StatusError: if `conduct.raises` is set.
        ResponseFormattingError: a 2xx answer lacks the promised data.
        BudgetExceededError: the program's own call budget is used up; nothing was sent.
    """
    number = 0
    renewed = False
    ends = math.inf if conduct.total is None else conduct.clock() + conduct.total
    while True:
        provider = (yield NeedToken()) if task.needs_token else ""
        token = provider
        if not isinstance(provider, str) and isinstance(provider, Provider):
            token = yield from provider.steps()
        request = task.build(token)
        conduct.look_at(task.version)
        fresh = task.needs_token and conduct.is_fresh(token)
        closed = conduct.throttles.answer(task.resource, token, conduct.now())
        if closed is not None:  # LinkedIn would give the same answer again
            hint = _advice(task, closed, request, token, provider)
            return _finish(closed, conduct, response_type, request, hint)
        if task.needs_token and (pause := conduct.claim(task.resource)):
            yield Wait(max(0.0, min(pause, ends - conduct.clock())))
        begun = conduct.clock()
        left = None if ends == math.inf else ends - begun
        outcome: Outcome = yield Send(request, left, task.timeout)
        if conduct.is_settled(outcome):
            return _finish(outcome, conduct, response_type, request)
        conduct.throttles.note(task.resource, token, outcome, conduct.now())
        attempt = Attempt(task.method, task.resource, task.is_read, number, outcome, fresh)
        replacing = None if renewed else _replacing(provider, token, outcome)
        verdict = replacing or conduct.retry.decide(attempt, now=conduct.now)
        if verdict is not None and conduct.clock() + verdict.wait >= ends:
            verdict = None
        conduct.report(attempt, verdict, conduct.clock() - begun)
        if verdict is None:
            hint = _advice(task, outcome, request, token, provider)
            return _finish(outcome, conduct, response_type, request, hint)
        if replacing is not None:  # not a retry: the next request has another token
            renewed = True
            continue
        yield Wait(verdict.wait)
        number += 1


def _replacing(provider: Any, token: str, outcome: Outcome) -> Verdict | None:
    """Retry at once if LinkedIn refused the token and the provider has another."""
    reason = token_refusal(outcome.reply)
    if reason not in _CURABLE or not isinstance(provider, Provider):
        return None
    has_another = provider.refuse(token, reason)
    return Verdict(0.0, f"401 ({reason}): another token") if has_another else None


def _advice(
    task: Task, outcome: Outcome, request: Request | UploadRequest, token: str, source: Any
) -> str | None:
    if outcome.reply is None:
        return None
    from linkedin_api.clients.exchange.advice import advice  # not while calls succeed

    return advice(task, outcome.reply, request.url, token, source)


def _finish(
    outcome: Outcome,
    conduct: Conduct,
    response_type: type[R],
    request: Request | UploadRequest,
    hint: str | None = None,
) -> R:
    reply, raw, error = outcome
    if error is not None:
        raise error
    if reply is None:
        raise TypeError("an outcome must have a reply or an error")
    # The query of an upload URL is secret.
    url = request.address if isinstance(request, UploadRequest) else request.url
    if isinstance(request, Request) and isinstance(final := getattr(raw, "url", None), str):
        url = final
    response = response_type.received(reply, raw, url, request.verb)
    if hint is not None:
        response.advise(hint)
    return response.raise_for_status() if conduct.raises or reply.is_incomplete else response
