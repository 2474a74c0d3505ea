"""Public calls as users write them: checked for types by `make check`, never run."""

from __future__ import annotations

from typing import Any, assert_type

import aiohttp
import requests

from linkedin_api import AsyncAuthClient, AsyncRestliClient, AuthClient, RestliClient
from linkedin_api.clients.restli.async_paginator import AsyncPaginator
from linkedin_api.clients.restli.pages import Page
from linkedin_api.clients.restli.response import (
    BatchCreateResult,
    BatchGetResponse,
    BatchUpdateResult,
    CollectionResponse,
    GetResponse,
)
from linkedin_api.restli import Urn, decode, diff, encode
from linkedin_api.restli.records import ErrorRecord, Paging
from linkedin_api.tokens import ClientCredentials, FileStore, RefreshToken, StaticToken, Token


def clients() -> None:
    client = RestliClient(access_token=lambda: "token", timeout=5, raise_for_status=True)
    assert_type(client.session, requests.Session)
    assert_type(client.get("/me", "token"), GetResponse)
    assert_type(client.get("/me", version_string=None).raise_for_status(), GetResponse)
    with RestliClient() as entered:
        assert_type(entered, RestliClient)


def responses(client: RestliClient) -> None:
    page = client.finder("/a", "search", query_params={"fields": ["id"]})
    assert_type(page, CollectionResponse)
    assert_type(page.paging, Paging)
    assert_type(page.paging.total, int | None)
    assert_type(page.error, ErrorRecord | None)
    found = client.batch_get("/a", [1, "2", Urn("a", "3"), {"k": 1}])
    assert_type(found, BatchGetResponse)
    assert_type(found.statuses, dict[str, int])
    written = client.batch_update("/a", [1], [{"n": 1}])
    assert_type(written.result_for(1), BatchUpdateResult | None)
    assert_type(client.batch_create("/a", [{}]).elements, list[BatchCreateResult])
    client.partial_update("/a/1", patch=diff({}, {"n": 1}))


def lists(client: RestliClient, asynchronous: AsyncRestliClient) -> None:
    for element in client.paginate("/a", "search", query_params={"count": 5}):
        assert_type(element, dict[str, Any])
    for page in client.paginate("/a", cursor="start=5").pages():
        assert_type(page, Page)
        assert_type(page.cursor, str | None)
        assert_type(page.response.response, requests.Response)
    assert_type(asynchronous.paginate("/a").prefetch(4), AsyncPaginator)


async def pages(client: AsyncRestliClient) -> None:
    async for page in client.paginate("/a").pages():
        assert_type(page.response.response, aiohttp.ClientResponse)


def tokens(auth: AuthClient) -> None:
    assert_type(auth.get_two_legged_access_token().access_token, str)
    assert_type(auth.exchange_auth_code_for_access_token("c").scopes, tuple[str, ...])
    assert_type(auth.introspect_access_token("t").active, bool)


async def tokens_awaited(auth: AsyncAuthClient) -> None:
    answer = await auth.exchange_auth_code_for_access_token("c")
    assert_type(Token.from_response(answer, "id"), Token)


def providers() -> None:
    def told(token: Token) -> None:
        assert_type(token.expires_at, float | None)

    provider = RefreshToken("id", "secret", store=FileStore("path"), on_change=told)
    assert_type(provider.latest, Token | None)
    assert_type(provider.token(), str)
    assert_type(RestliClient(access_token=provider).get("/me", StaticToken("T")), GetResponse)
    AsyncRestliClient(access_token=lambda: ClientCredentials("id", "secret"))


def protocol() -> None:
    assert_type(encode({"a": [Urn("b", "1")]}), str)
    assert_type(Urn.parse(decode("x")).parts, tuple[str | Urn, ...])
