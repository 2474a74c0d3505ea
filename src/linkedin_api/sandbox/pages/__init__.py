"""The pages a person looks at: the status page, and templates for all of them."""
