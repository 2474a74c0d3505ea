"""What the sandbox decides about OAuth."""

from __future__ import annotations

from typing import Final, NamedTuple

from linkedin_api.sandbox.protocol.problems import Source


class OAuthDecision(NamedTuple):
    """One line of the documentation's table of what the sandbox decides about OAuth.

    Attributes:
        subject: what it is about.
        behaviour: what the sandbox does.
        source: how sure we are that LinkedIn does this.
        switch: field of `OAuthChoices`, `App` or `Sandbox` that changes it; empty if none does.
        otherwise: what else is known or possible.
    """

    subject: str
    behaviour: str
    source: Source
    switch: str = ""
    otherwise: str = ""


DECISIONS: Final = (
    OAuthDecision(
        "consent", "approved at once, without a browser", "chosen", "Sandbox.consent",
        "`page` shows the pages a member sees; `cancel_login` and `cancel_authorize` refuse",
    ),
    OAuthDecision(
        "consent, second time",
        "skipped while a grant of the same scopes is valid: 60 days after its last use, and until "
        "a token of it is revoked",
        "documented", "", "other ends of a grant than revocation and time are chosen",
    ),
    OAuthDecision("who is signed in", "cookie `li_sandbox_member`, a member's id", "chosen"),
    OAuthDecision(
        "cancelling", "`user_cancelled_login` or `user_cancelled_authorize`, with `state`",
        "documented", "", "the texts of `error_description` are chosen",
    ),
    OAuthDecision(
        "unknown client, redirect URL or scope", "page with status 401 and LinkedIn's text",
        "documented",
    ),
    OAuthDecision(
        "scope the application lacks", "`unauthorized_scope_error` to the redirect URL", "chosen",
        "OAuthChoices.missing_scope", "the documentation knows only `Invalid scope`, 401",
    ),
    OAuthDecision(
        "registered redirect URLs", "their queries are ignored; `#` is refused", "documented",
    ),
    OAuthDecision("code", "works once, for 30 minutes", "documented"),
    OAuthDecision(
        "code that does not fit", "400 `invalid_request`", "observed",
        "OAuthChoices.misfit_error", "documented as `invalid_redirect_uri`",
    ),
    OAuthDecision(
        "wrong secret", "401 `invalid_client`, which is second-hand", "chosen",
        "OAuthChoices.bad_secret_error",
        "documented as `invalid_client_id`, which the client credentials grant always answers",
    ),
    OAuthDecision(
        "client authentication", "form fields or HTTP Basic", "documented", "",
        "the form wins where both are sent (chosen)",
    ),
    OAuthDecision(
        "HTTP Basic with a code",
        "not read: 400 `invalid_request`, `A required parameter \"client_id\" is missing`",
        "observed", "OAuthChoices.basic_with_code",
        "users of libraries that send Basic report that answer (scribejava 822, deno_kv_oauth "
        "282, oauth2-client 141); with the other grants it is read",
    ),
    OAuthDecision(
        "client id and secret of HTTP Basic", "form-decoded, or as sent if those match",
        "chosen", "",
        "RFC 6749 requires form-encoding; many programs do not encode them. What LinkedIn does "
        "is not known",
    ),
    OAuthDecision(
        "`code_verifier` with a code that needs a secret",
        "401 `invalid_client`, whether or not a challenge was sent; the secret is checked before",
        "observed", "", "recorded in September 2026 (UsefulSoftwareCo/executor 2087)",
    ),
    OAuthDecision(
        "`scope` of an authorization request", "with spaces or with commas", "chosen", "",
        "documented with spaces; LinkedIn's own JavaScript client joins them with commas",
    ),
    OAuthDecision(
        "`scope` of a token answer", "sorted, with commas", "observed",
        "OAuthChoices.scope_separator", "documented with spaces",
    ),
    OAuthDecision(
        "life of tokens", "member 60 days, application 30 minutes, refresh 365 days",
        "documented", "", "5183999 s was also observed for a member's",
    ),
    OAuthDecision(
        "`expires_in` of an application's token", "number", "chosen",
        "OAuthChoices.expires_in_as_text", "the documentation's sample is text",
    ),
    OAuthDecision(
        "refresh tokens", "stay the same; their life is not extended", "documented",
        "App.refresh_tokens",
    ),
    OAuthDecision(
        "refresh token that was used", "works again", "documented",
        "OAuthChoices.rotate_refresh_tokens",
        "other authorization servers replace it (RFC 6749, section 6)",
    ),
    OAuthDecision(
        "client credentials", "allowed", "chosen", "App.client_credentials",
        "at LinkedIn they are off until requested",
    ),
    OAuthDecision(
        "other scopes", "revoke the member's earlier access tokens when the code is redeemed",
        "documented", "",
        "earlier refresh tokens end too; tokens made without a sign-in do not, such as the one "
        "`linkedin sandbox` prints (chosen). Log and journal say when tokens end",
    ),
    OAuthDecision(
        "PKCE endpoint", "loopback addresses only, S256 only, no secret, no `openid`",
        "documented", "App.native_pkce", "that `openid` is refused is second-hand",
    ),
    OAuthDecision(
        "introspection of another application's token", '200 `{"active": false}`', "documented",
    ),
    OAuthDecision(
        "introspection of an unknown token", "400 `invalid_request`", "documented", "",
        "its text is chosen",
    ),
    OAuthDecision("discovery document", "as LinkedIn's, with this sandbox's URLs", "observed"),
    OAuthDecision(
        "`id_token`", "given with `openid`: RS256, valid for an hour", "observed", "",
        "its life is chosen; no `nonce`, as the discovery document names none",
    ),
    OAuthDecision(
        "signing key", "the same in every sandbox: it opens nothing but sandboxes", "chosen",
    ),
    OAuthDecision(
        "`sub`", "the person's id, the same for every application", "chosen", "",
        "LinkedIn's discovery document says `pairwise`",
    ),
    OAuthDecision(
        "`userinfo`", "`sub`; names, picture and `locale` with `profile`; address with `email`",
        "documented",
    ),
    OAuthDecision(
        "`locale` of `userinfo`", "an object, `{\"country\": \"US\", \"language\": \"en\"}`",
        "observed", "OAuthChoices.userinfo_locale",
        "documented as text, `en-US`, which the `id_token` has (chosen)",
    ),
    OAuthDecision(
        "`email_verified`", "text in the `id_token`, boolean in `userinfo`",
        "observed", "OAuthChoices.email_verified",
        "documented as a boolean; text in the `id_token` was recorded (logto 6843)",
    ),
    OAuthDecision(
        "RFC 8414 document", "404", "observed",
    ),
)  # fmt: skip
