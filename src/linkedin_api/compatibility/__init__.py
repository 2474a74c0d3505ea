"""What programs written for linkedin-api-client 0.3 import, beside its documented surface.

Everything here exists for those programs alone, and does what they are known to use it for.
The modules at the old addresses, such as `linkedin_api.clients.restli.utils.encoder`, only
forward to this package. New programs use `linkedin_api` and `linkedin_api.restli`.

Source: how public programs call these functions, and what 0.3.0 answered when it was called
beside this package (observed from outside).
"""
