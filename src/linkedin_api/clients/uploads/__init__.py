"""Images, documents and videos, from a file to something a post can show, in one call."""
