"""`linkedin auth`: sign in, and keep a token that stays valid."""
