"""The LinkedIn API client for Python. Importing this alone imports no HTTP library."""
