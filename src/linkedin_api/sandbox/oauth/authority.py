"""The authorization server's state in one value: applications, tokens, consent, choices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from linkedin_api.sandbox.oauth.behaviours import OAuthChoices
from linkedin_api.sandbox.oauth.consent import Authorization
from linkedin_api.sandbox.oauth.tokens import App, TokenBook


@dataclass(frozen=True, slots=True)
class Authority:
    """Who may have which tokens.

    Attributes:
        apps: registered applications, by client id.
        tokens: the book of codes, tokens and grants.
        authorization: how members consent.
        choices: answers where LinkedIn's differ.
    """

    apps: Mapping[str, App]
    tokens: TokenBook
    authorization: Authorization
    choices: OAuthChoices
