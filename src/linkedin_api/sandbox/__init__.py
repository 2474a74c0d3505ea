"""A LinkedIn on loopback, to run programs and tests against.

It is a second implementation of the protocol. It reads requests by its own rules and knows
nothing of the clients, so an error of the clients cannot pass because both share it.

Example:
    >>> from linkedin_api.sandbox import Sandbox
    >>> with Sandbox() as sandbox:
    ...     client = RestliClient(base_url=sandbox.url)
    ...     client.get("/me", sandbox.access_token()).entity["localizedFirstName"]
    'Ada'
"""

from linkedin_api.sandbox.clock import Clock
from linkedin_api.sandbox.exposure import SandboxExposed
from linkedin_api.sandbox.faults.fault import Fault, Match
from linkedin_api.sandbox.figures.ad_choices import AdChoices
from linkedin_api.sandbox.journal import RequestRecord
from linkedin_api.sandbox.oauth.behaviours import OAuthChoices
from linkedin_api.sandbox.oauth.tokens import App
from linkedin_api.sandbox.quotas import Limit
from linkedin_api.sandbox.sandbox import Sandbox, SandboxError

__all__ = [
    "AdChoices",
    "App",
    "Clock",
    "Fault",
    "Limit",
    "Match",
    "OAuthChoices",
    "RequestRecord",
    "Sandbox",
    "SandboxError",
    "SandboxExposed",
]
