"""The pages a member sees on the way to consent: sign-in, consent, refusal."""

from __future__ import annotations

from linkedin_api.sandbox.members import ADA, MEMBERS, Member
from linkedin_api.sandbox.oauth.consent_steps import AuthorizationRequest
from linkedin_api.sandbox.oauth.scopes import in_order, in_words
from linkedin_api.sandbox.web.page import Html, join, render, whole_page


def sign_in_page(request: AuthorizationRequest) -> str:
    """Return the page where a member signs in, without a password."""
    people = join(
        render(
            "sign_in_member",
            id=member.id,
            name=member.name,
            email=member.email,
            initials=member.first_name[0] + member.last_name[0],
            checked=Html("checked") if member is ADA else "",
        )
        for member in MEMBERS.values()
    )
    main = render("sign_in", app=request.app.name, people=people)
    return whole_page("Sign in · LinkedIn sandbox", "narrow", main)


def ask_page(request: AuthorizationRequest, member: Member) -> str:
    """Return the page where a member allows or refuses an application's request."""
    scopes = join(
        render("consent_scope", words=in_words(scope), scope=scope)
        for scope in in_order(request.scopes)
    )
    main = render(
        "consent",
        app=request.app.name,
        client_id=request.app.client_id,
        scopes=scopes,
        member=member.name,
        email=member.email,
        initials=member.first_name[0] + member.last_name[0],
        redirect_uri=request.redirect_uri,
    )
    return whole_page("Allow access? · LinkedIn sandbox", "narrow", main)


def refusal_page(text: str, hint: str) -> str:
    """Return the page for a request that cannot be answered at its redirect URL."""
    main = render("refusal", text=text, hint=hint)
    return whole_page("Bad request · LinkedIn sandbox", "narrow", main)
