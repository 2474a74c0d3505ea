"""The pages for people: the status page, and templates for all of them."""
