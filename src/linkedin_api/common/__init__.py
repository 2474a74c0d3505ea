"""The import path that programs for linkedin-api-client 0.x use; see `linkedin_api.errors`."""
