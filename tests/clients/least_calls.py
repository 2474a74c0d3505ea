"""The calls that clients make, for tests that hold for each of them."""

PATH = "/a"
#: Each method with the least that it takes.
CALLS = {
    "get": (PATH,),
    "batch_get": (PATH, [1]),
    "get_all": (PATH,),
    "finder": (PATH, "f"),
    "batch_finder": (PATH, "f", ("c", [{"a": 1}])),
    "create": (PATH, {}),
    "batch_create": (PATH, [{}]),
    "update": (PATH, {}),
    "batch_update": (PATH, [1], [{}]),
    "partial_update": (PATH, {"a": 1}),
    "batch_partial_update": (PATH, [1], [{"a": 1}]),
    "delete": (PATH,),
    "batch_delete": (PATH, [1]),
    "action": (PATH, "act"),
}
GRANTS = {
    "exchange_auth_code_for_access_token": ("code",),
    "exchange_refresh_token_for_access_token": ("refresh",),
    "get_two_legged_access_token": (),
    "introspect_access_token": ("T",),
}
TOKEN_PATH = "/oauth/v2/accessToken"


def renewals(sandbox):
    """How often a sandbox was asked for a token."""
    return [request.path for request in sandbox.requests].count(TOKEN_PATH)
