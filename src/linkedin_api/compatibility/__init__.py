"""What programs written for linkedin-api-client 0.3 import beyond its documented API.

This package exists only for those programs, and does what they are known to use it for. The
modules under the old import paths, such as `linkedin_api.clients.restli.utils.encoder`, only
forward to it. New programs use `linkedin_api` and `linkedin_api.restli`.

Source: how public programs call these functions, and what 0.3.0 returned when it was called side
by side with this package (observed from outside).
"""
