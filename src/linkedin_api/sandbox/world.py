"""The LinkedIn that calls to a sandbox meet: its entities and figures, tokens, versions, roles."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, cast

from linkedin_api.sandbox import refusals
from linkedin_api.sandbox.addresses import Addresses
from linkedin_api.sandbox.clock import Clock
from linkedin_api.sandbox.figures import Figures
from linkedin_api.sandbox.oauth.behaviours import OAuthChoices
from linkedin_api.sandbox.oauth.tokens import Token, TokenBook
from linkedin_api.sandbox.protocol.problems import Refused
from linkedin_api.sandbox.protocol.resource import Call
from linkedin_api.sandbox.protocol.store import Store
from linkedin_api.sandbox.roles import Roles
from linkedin_api.sandbox.versions import ActiveVersions, check_version

#: What the URNs of organizations and of people begin with.
ORGANIZATION: Final = "urn:li:organization:"
PERSON: Final = "urn:li:person:"


class LinkedInStore(Store):
    """All entities of a sandbox, and what the first of them are computed from.

    Args:
        seed: the same number gives the same entities.
        figures: what happened to organizations and posts.
    """

    def __init__(self, seed: int, figures: Figures) -> None:
        super().__init__(seed)
        self.figures = figures


@dataclass(slots=True)
class LinkedIn:
    """The world of a sandbox's calls.

    Attributes:
        store: the entities.
        clock: the sandbox's time.
        tokens: who may call.
        versions: which months answer under `/rest`.
        roles: who has which role in which organization.
        oauth: the form of claims where LinkedIn's differ.
        fresh_token_seconds: for this long a new token is answered as if it were revoked, as was
            seen of LinkedIn.
        addresses: the sandbox's URLs in answers, known once it is started.
    """

    store: LinkedInStore
    clock: Clock
    tokens: TokenBook
    versions: ActiveVersions
    roles: Roles
    oauth: OAuthChoices
    fresh_token_seconds: float = 0
    addresses: Addresses = field(default_factory=Addresses)

    @property
    def url(self) -> str:
        """The sandbox's URL in answers, without a slash at the end."""
        return self.addresses.www

    def authenticate(self, header: str | None, in_query: str | None) -> Token:
        """Return the token of a request; raises `Refused`, 401."""
        token = self.tokens.authenticate(header, in_query)
        fresh = self.fresh_token_seconds
        if fresh and self.clock.now() < token.created + fresh:
            raise Refused(refusals.REVOKED_TOKEN)
        return token

    def check_version(self, header: str | None) -> str:
        """Return the version that a request names; raises `Refused`, 400 or 426."""
        return check_version(header, self.versions.months)


# The casts hold because `Sandbox` alone serves the catalogue, and always in this world.
def world_of(call: Call) -> LinkedIn:
    """Return the LinkedIn that a call of the catalogue is for."""
    return cast("LinkedIn", call.world)


def figures_of(call: Call) -> Figures:
    """Return what happened to the organizations and posts that a call may be about."""
    return linkedin_store(call.store).figures


def person_of(call: Call) -> str:
    """Return the URN of the member whose token it is; for an application's token, of nobody."""
    return f"{PERSON}{call.token.member or 'unknown'}"


def linkedin_store(store: Store) -> LinkedInStore:
    """Return the store that the catalogue's resources share."""
    return cast("LinkedInStore", store)
