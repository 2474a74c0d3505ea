"""Where LinkedIn's documentation of OAuth and its server differ, and what the sandbox does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Self, get_args, get_type_hints


@dataclass(frozen=True, slots=True)
class OAuthChoices:
    """Answers where LinkedIn's documentation and its server differ.

    The defaults are what was observed or, without observations, what clients expect.

    Attributes:
        misfit_error: `error` when a code does not fit its request or has expired.
        bad_secret_error: `error` when a client secret is wrong, with a code or a refresh token.
        scope_separator: between the scopes of a token answer.
        expires_in_as_text: whether `expires_in` of an application's token is text.
        missing_scope: whether a scope that the application lacks goes to its redirect URL as
            `unauthorized_scope_error`, or gets a 401 page.
        basic_with_code: whether client id and secret may come by Basic authentication with a
            code too.
        userinfo_locale: whether `locale` of `userinfo` is an object, such as
            `{"country": "US", "language": "en"}`, or text, such as `en-US`.
        email_verified: whether `email_verified` of an `id_token` is text, such as
            `"true"`, or a boolean.
        rotate_refresh_tokens: whether a refresh token works once and is answered with the next.

    Raises:
        ValueError: a choice that does not exist.

    Example:
        >>> OAuthChoices(scope_separator=" ").scope_separator
        ' '
    """

    misfit_error: Literal["invalid_request", "invalid_redirect_uri"] = "invalid_request"
    bad_secret_error: Literal["invalid_client", "invalid_client_id"] = "invalid_client"  # noqa: S105  # no secret
    scope_separator: Literal[",", " "] = ","
    expires_in_as_text: bool = False
    missing_scope: Literal["redirect", "page"] = "redirect"
    basic_with_code: bool = False
    userinfo_locale: Literal["object", "text"] = "object"
    email_verified: Literal["text", "boolean"] = "text"
    rotate_refresh_tokens: bool = False

    def __post_init__(self) -> None:
        for name, hint in get_type_hints(type(self)).items():
            possible, chosen = get_args(hint), getattr(self, name)
            if possible and chosen not in possible:
                raise ValueError(f"{name} must be one of {possible}, not {chosen!r}")

    @classmethod
    def documented(cls) -> Self:
        """Return the choices that follow the documentation to the letter."""
        return cls(
            misfit_error="invalid_redirect_uri",
            bad_secret_error="invalid_client_id",  # noqa: S106  # no secret
            scope_separator=" ",
            expires_in_as_text=True,
            missing_scope="page",
            userinfo_locale="text",
            email_verified="boolean",
        )
