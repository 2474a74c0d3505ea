"""Texts and numbers that programs get wrong, each for a reason of its own."""

from __future__ import annotations

from typing import Final

TEXTS: Final = (
    # What Rest.li's own syntax is made of.
    "(", ")", ":", ",", "'", "''", "'''", "()", "(a:b)", "(a:b,c:d)", "List", "List()", "List(",
    "List(a,b)", "List(List(1))", "List((a:b))", "(a:List(b,(c:d)))", "a:b", "a,b", "a(b)c",
    "it's", "':'", "),(", ":,:", "$params", "($params:(v:1),a:2)", "(major:x,minor:1)",
    "list(1)", " List(1)", "$*", "$set", "$delete", "$start:1", "-text", "*", "~",
    # What percent-encoding is made of.
    "%", "%%", "%25", "100%", "%2", "%zz", "%28", "%2C%3A", "%2528", "%00", "%C3%A9", "%FF",
    "%u0041", "+", "a+b", "a b", "%20", "%2B", "%27%27", "a%20b+c d",
    # What URLs are made of.
    "/", "//", "/a/b/", "?", "?a=b", "#", "#a", "&", "a&b=c", "=", ";", "a;b=c", "@", "!", "\\",
    "a\\b", "|", "^", "`", "[0]", "a[0]=b", "{key}", "<a href='b'>", '"', '"a"', ".a", "a.b",
    "...", "-", "_", "http://example.com/a?b=c#d", "../a", "a/../b",
    # What stands at an edge, or is not seen.
    "", " ", "  ", " a", "a ", "\t", "a\tb", "\n", "a\nb", "a\r\nb", "\r", "\x00", "\x01\x1f",
    "\x7f", "\u0085", "\u00a0", "\u200b", "\u2028", "\ufeff", "\ufeffa",
    # What is not ASCII, in two, three and four bytes, composed or not, left to right or not.
    "é", "e\u0301", "ÿ", "Ā", "ß", "Ω", "жук", "שלום", "مرحبا", "日本語", "한국어", "ไทย",
    "😀", "👩\u200d💻", "🇩🇪", "\U0001d4b3", "\U0010ffff", "\ufffd", "\uffff", "é😀(ß):,'%",
    # What looks like another type.
    "null", "true", "false", "0", "-1", "1e5", "1.0", "NaN", "9223372036854775808", "{}", "[]",
    '{"a": 1}', "urn:li:person:AbC-_1", "urn:li:share:7400000000000000001",
    "urn:li:video:(urn:li:course:252,24961)", "urn:li:a:(b,(c,'d'))", "urn%3Ali%3Ashare%3A1",
    "urn:li:company:José", "urn:li:tag:100%", "x" * 600,
)  # fmt: skip

#: Around every power of two that a long has, and some others.
NUMBERS: Final = tuple(
    sorted(
        {
            sign * 2**power + step
            for power in range(0, 63, 3)
            for sign in (1, -1)
            for step in (-1, 0, 1)
        }
        | {2**31 - 1, -(2**31), 2**53 + 1, 10**18, 2**63 - 1, -(2**63), -(2**63) + 1}
    )
)

#: Doubles that are written in more than one way.
RATIOS: Final = (0.0, -0.0, 1.0, 0.1, -1.5, 1e20, 1e21, 1e-7, 5e-324, 1.7976931348623157e308, 1 / 3)
