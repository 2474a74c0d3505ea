"""Upload images, documents and videos for use in posts, in one call."""
