"""The sandbox that people use: start it, stop it, get tokens, move its clock."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from linkedin_api.extras import missing_library
from linkedin_api.sandbox import arguments
from linkedin_api.sandbox.addresses import UncertifiableHost, read_place
from linkedin_api.sandbox.admin.controls import Controls
from linkedin_api.sandbox.api import Api
from linkedin_api.sandbox.catalog import CATALOG, MEMBER
from linkedin_api.sandbox.catalog.administration import OrganizationRoles
from linkedin_api.sandbox.clock import Clock
from linkedin_api.sandbox.exposure import is_loopback, warn_if_exposed
from linkedin_api.sandbox.faults.book import FaultBook
from linkedin_api.sandbox.figures import Figures
from linkedin_api.sandbox.figures.ad_choices import AdChoices
from linkedin_api.sandbox.journal import Journal, RequestRecord
from linkedin_api.sandbox.oauth.behaviours import OAuthChoices
from linkedin_api.sandbox.oauth.consent import Authorization, ConsentMode
from linkedin_api.sandbox.oauth.scopes import scope_names
from linkedin_api.sandbox.oauth.tokens import MEMBER_TOKEN_LIFE, REFRESH_TOKEN_LIFE, App, TokenBook
from linkedin_api.sandbox.protocol.resource import Resource
from linkedin_api.sandbox.protocol.routing import build_tree
from linkedin_api.sandbox.quotas import Limit, Quotas
from linkedin_api.sandbox.roles import Roles, usable
from linkedin_api.sandbox.versions import ActiveVersions, read_months
from linkedin_api.sandbox.world import LinkedIn, LinkedInStore

if TYPE_CHECKING:
    from linkedin_api.sandbox.server import RunningServer

#: The application that a sandbox has by default. The secret has characters
#: that a form must encode, as LinkedIn's own secrets have.
DEFAULT_APP: Final = App(
    client_id="86sandbox4cl1ent",
    client_secret="WPL_AP1.sandbox/+secret.MTIzNA==",  # noqa: S106  # opens nothing but this sandbox
    redirect_urls=(
        "http://localhost:3000/oauth",
        "http://localhost:8000/callback",
        "http://127.0.0.1:8000/callback",
        "https://example.com/callback",
    ),
)


class SandboxError(RuntimeError):
    """The sandbox cannot start; the message says why."""


class Sandbox:
    """A LinkedIn on loopback.

    Runs on its own thread; start it with `start` or as a context manager. Several can run at
    once. You can restart one that was stopped: it keeps its entities, tokens and time.

    Args:
        port: 0 for any free port.
        host: address to listen on. With any address but loopback, other machines can connect,
            and it issues a `SandboxExposed` warning.
        resources: what it serves; by default the catalogue.
        apps: registered applications; `client_id` is that of the first.
        consent: what happens to authorization requests: `auto` approves them at once, without
            a browser; `page` shows a member the sign-in and consent pages;
            `cancel_login` and `cancel_authorize` refuse at once, as a member can there.
        oauth: how it answers where LinkedIn's documentation and server differ.
        seed: the same number gives the same entities and tokens.
        now: the time at the start, with a time zone; `None` for real time.
        versions: months that always answer under `/rest`; `None` for those that LinkedIn is
            known to serve, each until the clock is moved past its sunset.
        kept_requests: how many requests `requests` keeps.
        quotas: call limits; calls beyond them get 429. There are none by default.
        fresh_token_seconds: for how many seconds a new access token gets 401 as if it were
            revoked, which LinkedIn sometimes does for a few seconds.
        admin: whether you can control it over HTTP, under `/sandbox/`.
        roles: who has which role in which organization; by default those in `figures`.
        organizations: number of organizations. The member administers nearly all of them;
            `figures` says which.
        days: days of history at the start.
        courses: number of courses of LinkedIn Learning.
        ad_accounts: number of advertising accounts, at most 1,000. The third is a test account
            without activity.
        campaigns: number of campaigns of each advertising account, at most 5,000.
        creatives: number of creatives of each campaign, from 1 to 20.
        ad_days: days of advertising before the start: campaigns begin in the first half of them.
            By default, campaigns began in 2025.
        ads: how reports on advertisements answer where what is known of LinkedIn differs.
        public_url: its URL in answers (issuer, discovery document, upload URLs), such as
            `https://linkedin.test`. `None` for its own address or, with `proxy`, LinkedIn's.
        tls: whether it serves HTTPS, with a certificate from an authority created for this run.
            Clients must trust `ca_file`, which is deleted when it stops.
        proxy: whether it also acts as a proxy that answers for LinkedIn's two hosts and refuses
            all others; set a program's `HTTPS_PROXY` to `proxy_url`.

    Attributes:
        figures: what happened to organizations, posts, pages and advertisements: the expected
            contents of tables that are loaded from the sandbox.

    Raises:
        ValueError: an argument has the wrong type, is out of range, or is not one of the possible
            values; the message names it and says what would be right.

    Example:
        >>> with Sandbox(seed=7) as sandbox:
        ...     token = sandbox.access_token("r_ads")
        ...     sandbox.url.startswith("http://127.0.0.1:")
        True
    """

    _running: RunningServer | None = None

    def __init__(
        self,
        *,
        port: int = 0,
        host: str = "127.0.0.1",
        resources: Iterable[Resource] = CATALOG,
        apps: Iterable[App] = (DEFAULT_APP,),
        consent: ConsentMode = "auto",
        oauth: OAuthChoices = OAuthChoices(),  # noqa: B008  # frozen
        seed: int = 0,
        now: datetime | None = None,
        versions: Iterable[str] | None = None,
        kept_requests: int = 500,
        quotas: Iterable[Limit] = (),
        fresh_token_seconds: float = 0,
        admin: bool = False,
        roles: Roles | None = None,
        organizations: int = 10,
        days: int = 400,
        courses: int = 240,
        ad_accounts: int = 3,
        campaigns: int = 20,
        creatives: int = 2,
        ad_days: int | None = None,
        ads: AdChoices = AdChoices(),  # noqa: B008  # frozen
        public_url: str | None = None,
        tls: bool = False,
        proxy: bool = False,
    ) -> None:
        self._place = read_place(host, port, tls, proxy, public_url)
        by_id = {app.client_id: app for app in arguments.listed("apps", apps, App)}
        if not by_id:
            raise ValueError("apps must have at least one application")
        self.app = next(iter(by_id.values()))
        oauth = arguments.instance("oauth", oauth, OAuthChoices)
        self.clock = Clock(arguments.moment("now", now))
        self.tokens = TokenBook(self.clock, arguments.whole_number("seed", seed))
        self._authorization = Authorization(by_id, self.tokens, MEMBER, oauth, consent)
        self.figures = Figures(
            seed, organizations, days, clock=self.clock, member=MEMBER, courses=courses,
            ad_accounts=ad_accounts, campaigns=campaigns, creatives=creatives, ad_days=ad_days,
            ads=ads,
        )  # fmt: skip
        self._store = LinkedInStore(seed, self.figures)
        kept_requests = arguments.whole_number("kept_requests", kept_requests, 0)
        self._journal = Journal(kept_requests, self.clock)
        self._versions = ActiveVersions(self.clock, read_months(versions))
        tree = build_tree(arguments.listed("resources", resources, Resource))
        world = LinkedIn(
            self._store, self.clock, self.tokens, self._versions,
            OrganizationRoles(self.figures) if roles is None else usable(roles), oauth,
            arguments.number("fresh_token_seconds", fresh_token_seconds, 0),
        )  # fmt: skip
        self.faults = FaultBook(seed)
        self.quotas = Quotas(self.clock, arguments.listed("quotas", quotas, Limit))
        self._api = Api(tree, world, self._journal, self.faults, self.quotas)
        self._controls = Controls(
            self.clock, self.faults, self.quotas, self._journal, self.reset, self.access_token,
            arguments.flag("admin", admin),
        )  # fmt: skip

    @property
    def url(self) -> str:
        """Base URL of the API and of OAuth, such as `http://127.0.0.1:40123`.

        Raises:
            SandboxError: it is not running.
        """
        if self._running is None:
            raise SandboxError("the sandbox is not running: use `with Sandbox() as sandbox:`")
        return self._api.url

    @property
    def public_url(self) -> str:
        """Its URL in answers; the same as `url` unless `public_url` or `proxy` was given.

        Raises:
            SandboxError: it is not running.
        """
        return self._api.world.url if self.url else ""

    @property
    def ca_file(self) -> Path:
        """PEM file with the certificate that a program must trust; deleted when it stops.

        Raises:
            SandboxError: it is not running, or has no TLS.
        """
        if self._running is None or self._running.ca_file is None:
            raise SandboxError(
                "there are no certificates: use `with Sandbox(tls=True) as sandbox:`"
            )
        return self._running.ca_file

    @property
    def proxy_url(self) -> str:
        """The value for a program's `HTTPS_PROXY`, such as `http://127.0.0.1:40123`.

        Raises:
            SandboxError: it is not running, or is not a proxy.
        """
        if self._running is None or self._running.proxy_url is None:
            raise SandboxError("there is no proxy: use `with Sandbox(proxy=True) as sandbox:`")
        return self._running.proxy_url

    @property
    def client_id(self) -> str:
        """Client id of the first application."""
        return self.app.client_id

    @property
    def client_secret(self) -> str:
        """Client secret of the first application."""
        return self.app.client_secret

    @property
    def redirect_url(self) -> str:
        """A redirect URL that the first application registered."""
        return self.app.redirect_urls[0]

    @property
    def consent(self) -> ConsentMode:
        """What happens to authorization requests; can be set at any time."""
        return self._authorization.mode

    @consent.setter
    def consent(self, mode: ConsentMode) -> None:
        self._authorization.mode = mode

    @property
    def requests(self) -> list[RequestRecord]:
        """The last requests, decoded, oldest first; a copy."""
        return self._journal.records()

    def access_token(
        self,
        scopes: str | Iterable[str] | None = None,
        *,
        member: str | None = MEMBER,
        expires_in: float = MEMBER_TOKEN_LIFE,
        app: App | None = None,
    ) -> str:
        """Create an access token directly, without OAuth.

        Other tokens stay valid, and no sign-in revokes this one.

        Args:
            scopes: names, or one string separated by spaces or commas; `None` for all.
            member: id of the person; `None` creates a token of the application itself.
            expires_in: lifetime in seconds; 0 creates an expired token.
            app: the application; `None` for the first one.

        Raises:
            ValueError: an argument has the wrong type; the message names it.
        """
        chosen = scope_names(scopes)
        if member is not None:
            arguments.text("member", member, MEMBER)
        arguments.number("expires_in", expires_in)
        return self.tokens.mint(app or self.app, member, chosen, seconds=expires_in).value

    def refresh_token(
        self, scopes: str | Iterable[str] | None = None, *, expires_in: float | None = None
    ) -> str:
        """Create a refresh token directly; takes the arguments of `access_token`."""
        chosen = scope_names(scopes)
        life = REFRESH_TOKEN_LIFE if expires_in is None else expires_in
        return self.tokens.mint(self.app, MEMBER, chosen, seconds=life, refresh=True).value

    def authorization_code(
        self, scopes: str | Iterable[str] | None = None, *, redirect_url: str | None = None
    ) -> str:
        """Create an authorization code directly, as if the member had just approved.

        Args:
            scopes: as for `access_token`.
            redirect_url: of the authorization request; `None` for `redirect_url`.
        """
        url = redirect_url or self.redirect_url
        return self.tokens.issue_code(self.app, MEMBER, scope_names(scopes), url).value

    def revoke(self, token: str) -> None:
        """Revoke a token, as a member can on LinkedIn's settings page."""
        self.tokens.revoke(token)

    def advance(
        self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0
    ) -> None:
        """Move the clock forward by the sum of the arguments."""
        self.clock.advance(days=days, hours=hours, minutes=minutes, seconds=seconds)

    def reset(self) -> None:
        """Forget writes, requests, faults and used quotas, but keep tokens and time.

        Versions that ended because the clock was moved are served again.
        """
        self._store.reset()
        self._journal.clear()
        self.faults.clear()
        self.quotas.reset()
        self._versions.reset()

    def start(self) -> Self:
        """Start serving; returns once it answers requests.

        Raises:
            SandboxError: it is running already, the extra `sandbox` is not installed, or no
                certificate can be made for a host.
            OSError: the port is taken.
        """
        if self._running is not None:
            raise SandboxError("the sandbox is running already")
        try:
            # The server's libraries are loaded only now, so that importing the sandbox is cheap.
            from linkedin_api.sandbox.server import serve

            warn_if_exposed(self._place.host, admin=self._controls.admin)
            self._running = serve(self._api, self._authorization, self._controls, self._place)
        except ModuleNotFoundError as error:
            raise SandboxError(missing_library("the sandbox", error, "sandbox")) from error
        except UncertifiableHost as error:
            raise SandboxError(str(error)) from error
        return self

    def stop(self) -> None:
        """Stop serving and free the port; does nothing if it is not running."""
        running, self._running = self._running, None
        if running is not None:
            running.stop()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_error: object) -> None:
        self.stop()

    def __repr__(self) -> str:
        if not hasattr(self, "_place"):  # in tracebacks of its constructor
            return "<Sandbox unfinished>"
        where = self._api.url if self._running else "not running"
        exposed = "" if is_loopback(self._place.host) else ", open to other machines"
        return f"<Sandbox {where}{exposed}>"
