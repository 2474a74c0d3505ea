"""The authorization server: consent, codes, tokens, OpenID Connect."""
