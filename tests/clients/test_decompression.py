"""Bodies decompressed up to a limit."""

import gzip
import zlib

import pytest

from linkedin_api.clients.transports.decompression import (
    TooLargeError,
    UndecodableError,
    decompress,
)

TEXT = b"{" + b" " * 98 + b"}"
BARE = zlib.compressobj(wbits=-zlib.MAX_WBITS)
FORMS = {
    "gzip": gzip.compress(TEXT),
    "x-gzip": gzip.compress(TEXT),
    "deflate": zlib.compress(TEXT),
    "deflate, gzip": gzip.compress(zlib.compress(TEXT)),
}


@pytest.mark.parametrize("encoding", FORMS)
def test_a_body_of_the_limit_fits_and_one_byte_more_is_refused(encoding):
    assert decompress(FORMS[encoding], encoding, 100) == TEXT
    with pytest.raises(TooLargeError):
        decompress(FORMS[encoding], encoding, 99)


def test_deflate_may_come_without_the_header_of_zlib():
    assert decompress(BARE.compress(TEXT) + BARE.flush(), "Deflate", 100) == TEXT


def test_the_members_of_a_gzip_count_together():
    two = gzip.compress(TEXT) * 2

    assert decompress(two, "gzip", 200) == TEXT * 2
    with pytest.raises(TooLargeError):
        decompress(two, "gzip", 199)


@pytest.mark.parametrize("encoding", FORMS)
def test_a_compressed_body_that_ends_too_early_is_refused(encoding):
    with pytest.raises(UndecodableError):
        decompress(FORMS[encoding][:-1], encoding, 100)


@pytest.mark.parametrize("encoding", ["", "identity", " Identity "])
def test_what_is_not_compressed_stays_as_it_is(encoding):
    assert decompress(TEXT, encoding, 100) == TEXT


def test_an_encoding_that_was_not_asked_for_is_named():
    with pytest.raises(UndecodableError, match="'br'"):
        decompress(TEXT, "br", 100)
