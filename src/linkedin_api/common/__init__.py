"""The import path of linkedin-api-client 0.x; see `linkedin_api.errors`."""
