"""The Rest.li 2.0.0 protocol: pure functions and small values, without I/O.

It uses only the standard library, and you can use it without the clients.

Example:
    >>> from linkedin_api import restli
    >>> restli.encode_query({"q": "author", "author": "urn:li:organization:1"})
    'author=urn%3Ali%3Aorganization%3A1&q=author'
"""

from linkedin_api.restli.decoder import decode, reduced_decode
from linkedin_api.restli.encoder import encode, reduced_encode
from linkedin_api.restli.patch import build_patch, diff
from linkedin_api.restli.projection import format_projection, parse_projection
from linkedin_api.restli.query import encode_query
from linkedin_api.restli.selection import drop, each, fields
from linkedin_api.restli.urn import Urn

__all__ = [
    "Urn",
    "build_patch",
    "decode",
    "diff",
    "drop",
    "each",
    "encode",
    "encode_query",
    "fields",
    "format_projection",
    "parse_projection",
    "reduced_decode",
    "reduced_encode",
]
