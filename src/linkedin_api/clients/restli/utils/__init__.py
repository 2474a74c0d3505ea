"""For programs written for linkedin-api-client 0.3; see `linkedin_api.compatibility`."""
