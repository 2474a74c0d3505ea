"""Where the sandbox and LinkedIn's open-source server answer the same request differently.

`make interop` sends some 400 wrong, strange and right requests to both, and compares status,
error header and shape of the answer. This table has every difference, and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from linkedin_api.sandbox.protocol.problems import Source


@dataclass(frozen=True, slots=True)
class Difference:
    """A kind of request that the two answer differently.

    Attributes:
        about: what the requests have in common.
        server: what the open-source server does, version 27.7.18.
        status: its status.
        sandbox: what the sandbox does.
        reason: why it differs.
        source: how sure we are that LinkedIn's platform does what the sandbox does.
        requests: examples, as `make interop` writes them.
    """

    about: str
    server: str
    status: int
    sandbox: str
    reason: str
    source: Source
    requests: tuple[str, ...]


_FORM: Final = "POST /numbers Content-Type: application/x-www-form-urlencoded"
_BARE: Final = "POST /numbers Content-Type: multipart/mixed X-HTTP-Method-Override: PUT"
_MIXED: Final = _BARE.replace("mixed", "mixed; boundary=x")
_BESIDE_JSON: Final = "POST /numbers/1 Content-Type: application/json X-HTTP-Method-Override: PUT"
_PARTS: Final = (
    r"--x\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\nids=List(1)\r\n"
    r'--x\r\nContent-Type: application/json\r\n\r\n{"entities":{"1":{}}}\r\n'
)
_BREAKS: Final = "the server fails: a bad cast or a null"

DIFFERENCES: Final = (
    Difference(
        "verbs without a method", "`Method 'PATCH' is not supported`", 400, "405",
        "LinkedIn's gateway is in front of its servers, and its answer is not known",
        "chosen",
        ("PATCH /numbers/1 {}", "OPTIONS /numbers", "TRACE /numbers"),
    ),
    Difference(
        "two of `q`, `bq` and `ids`", "`Method 'GET' is not supported`", 400,
        "the first of them counts",
        "the router of version 29.85.15 lets `q` come first", "observed",
        ("GET /numbers?q=search&bq=searchMany", "GET /numbers?q=search&ids=List(1)"),
    ),
    Difference(
        "a query that ends too early", _BREAKS, 500, "400, as for other mistakes of syntax",
        "the sandbox does not repeat the server's own faults", "chosen",
        (
            "GET /numbers?ids=List(", "GET /numbers?q=search&text=(",
            "GET /numbers?q=search&unknown=(",
            f"{_FORM} X-HTTP-Method-Override: GET ids=List(",
        ),
    ),
    Difference(
        "a list or a record instead of a part of a key, or the reverse", _BREAKS, 500,
        "400, or 404 if the key is readable and names nothing; in a batch, only for that key",
        "the sandbox does not repeat the server's own faults", "chosen",
        (
            "GET /grants/(account:List(a),number:1)", "GET /grants/(account:(b:c),number:1)",
            "GET /pairs/1", "GET /pairs/(major:(a:b),minor:1,inner:(text:t))",
            "GET /pairs/($params:1,major:a,minor:1,inner:(text:t))",
            "GET /grants?ids=List((account:List(a),number:1))",
            "GET /pairs?ids=List(($params:1,major:a,minor:1,inner:(text:t)))",
        ),
    ),
    Difference(
        "a parameter with a very different shape", _BREAKS, 500, "400",
        "the sandbox does not repeat the server's own faults", "chosen",
        (
            "GET /numbers?q=search&texts=(a:b)", "GET /numbers?q=search&texts=List((a:b))",
            "GET /numbers?q=search&texts=List(List(a))",
            "GET /numbers?bq=searchMany&criteria=(text:a)", "GET /numbers?bq=searchMany&criteria=a",
        ),
    ),
    Difference(
        "the body of a batch with another shape", _BREAKS, 500,
        "400; if only one entry is wrong, an error for that entry",
        "the sandbox does not repeat the server's own faults", "chosen",
        (
            'PUT /numbers?ids=List(1) {"entities":[]}',
            'PUT /numbers?ids=List(1) {"entities":{"1":1}}',
            'PUT /numbers?ids=List(1) {"entities":{"1":null}}',
            'POST /numbers?ids=List(1) {"entities":{"1":1}}',
            'POST /numbers X-RestLi-Method: batch_create {"elements":{}}',
            'POST /numbers X-RestLi-Method: batch_create {"elements":[1]}',
            'POST /numbers X-RestLi-Method: batch_create {"elements":[null]}',
        ),
    ),
    Difference(
        "a patch of another shape", "its validation fails", 500,
        "422; in a batch, only for that entry",
        "the sandbox does not repeat the server's own faults",
        "chosen",
        (
            'POST /numbers/1 {"patch":1}', 'POST /numbers/1 {"patch":{"$set":1}}',
            'POST /numbers/1 {"patch":{"$set":[]}}', 'POST /numbers/1 {"patch":{"$delete":"text"}}',
            'POST /numbers/1 {"patch":{"text":{"$set":{"a":1}}}}',
            'POST /numbers?ids=List(1) {"entities":{"1":{"patch":1}}}',
            'POST /numbers?ids=List(1) {"entities":{"1":{"patch":{"$set":1}}}}',
        ),
    ),
    Difference(
        "a partial update without `patch`", "`Patch request does not have a patch document`", 500,
        "nothing happens", "the server did this without its validation filter", "observed",
        (
            "POST /numbers/1 {}", 'POST /numbers/1 {"$set":{"text":"x"}}',
            'POST /numbers?ids=List(1) {"entities":{"1":{}}}',
        ),
    ),
    Difference(
        "a patch that deletes something that is not a name", "ignores it", 200, "422",
        "it is a mistake", "chosen", ('POST /numbers/1 {"patch":{"$delete":[1]}}',),
    ),
    Difference(
        "a patch that moves elements of an array", "its validation knows no `$reorder`", 422,
        "moves them, as the patch of version 29.85.15 does", "newer versions do", "observed",
        (
            'POST /numbers/1 {"patch":{"texts":{"$reorder":[{"$fromIndex":0,"$toIndex":2}]}}}',
            'POST /numbers/1 {"patch":{"texts":{"$reorder":[]}}}',
            'POST /numbers/1 {"patch":{"texts":{}}}',
        ),
    ),
    Difference(
        "a body that is not a JSON object",
        "an exception with 400 `Cannot parse request entity`, which HTTP turns into 500", 500,
        "400 with that text", "version 29.85.15 does this", "observed",
        (
            "POST /numbers nonsense", "POST /numbers []", 'POST /numbers "a"', "POST /numbers 1",
            "POST /numbers null", "POST /numbers {", "POST /numbers {'text':'a'}",
            'POST /numbers {"ratio":NaN}', "PUT /numbers/1 []", "POST /numbers/1 []",
            "PUT /numbers?ids=List(1) []", "POST /numbers X-RestLi-Method: batch_create []",
            "POST /numbers?action=echo nonsense", "POST /numbers?action=echo []",
            "POST /numbers?action=nothing nonsense",
        ),
    ),
    Difference(
        "something after the JSON of a body", "does not read that far", 201, "400",
        "it is a mistake", "chosen", ('POST /numbers {"text":"a"} x',),
    ),
    Difference(
        "a duplicate name in one object of a body", "stores it, and fails when it writes it", 201,
        "the last counts", "the sandbox does not repeat the server's own faults", "chosen",
        ('POST /numbers {"text":"a","text":"b"}',),
    ),
    Difference(
        "fractions and too large numbers where an entity has a whole number",
        "truncates them, or fails when it writes them", 201, "422", "it is a mistake", "chosen",
        (
            'POST /numbers {"number":1.5}', 'POST /numbers {"number":1.0}',
            'POST /numbers {"number":9223372036854775808}',
        ),
    ),
    Difference(
        "a record with a wrong field in an action's parameters", "400", 400,
        "reads no deeper than the type of the parameter", "not all of their fields are known",
        "chosen", ('POST /numbers?action=echo {"leaf":{"number":"x"}}',),
    ),
    Difference(
        "a record where a text is declared, or a list where a page number is",
        "takes its text, or its first value", 200, "400", "it is a mistake", "chosen",
        ("GET /numbers?q=search&text=(a:b)", "GET /numbers?q=search&count=List(1)"),
    ),
    Difference(
        "booleans other than `true` and `false`", "everything but `true` is false", 200,
        "400", "it is a mistake", "chosen",
        (
            "GET /numbers?q=search&flag=yes", "GET /numbers?q=search&flag=TRUE",
            "GET /numbers?q=search&flag=1", "GET /numbers?q=search&flag=''",
        ),
    ),
    Difference(
        "`$returnEntity` in another case than `true` and `false`", "reads it", 201, "400",
        "it is a mistake", "chosen", ("POST /numbers?$returnEntity=False {}",),
    ),
    Difference(
        "decimal numbers as Java spells them", "reads them", 200, "400",
        "no other language spells them that way", "chosen",
        (
            "GET /numbers?q=search&ratio=NaN", "GET /numbers?q=search&ratio=Infinity",
            "GET /numbers?q=search&ratio=1e5f", "GET /numbers?q=search&ratio=0x1p3",
            "GET /numbers?q=search&ratio=%201",
        ),
    ),
    Difference(
        "percent-encoded `List`", "reads it", 200, "400",
        "its own clients never write it", "chosen", ("GET /numbers?ids=%4Cist(1)",),
    ),
    Difference(
        "the name of a batch key that cannot be read", "the part that was read: `{}`, `{other=2}`",
        200, "as it was sent", "the sandbox does not repeat the server's own faults", "chosen",
        (
            "GET /grants?ids=List((account:a,number:x))",
            "GET /grants?ids=List((account:a,number:1,other:2))",
        ),
    ),
    Difference(
        "a batch key that cannot be read, in protocol 1.0", "fails only its own entry", 200,
        "fails the batch, as in 2.0.0", "protocol 1.0 exists for old programs that work",
        "chosen", ("GET /numbers?ids=List(1) X-RestLi-Protocol-Version: 1.0.0",),
    ),
    Difference(
        "projections that name no field of the entity", "`… is not a field` or a 500, from"
        " its validation filter", 400, "ignores unknown names",
        "the server did this without that filter", "observed",
        ("GET /numbers?q=search&fields=text%2Cnumber", "GET /numbers?q=search&fields=$*:(text)"),
    ),
    Difference(
        "projections that only drop fields, or name fields of a text", "its validation filter"
        " fails", 500, "applies them", "the server did this without that filter", "observed",
        ("GET /numbers?q=search&fields=-text", "GET /numbers?q=search&fields=texts:(x)"),
    ),
    Difference(
        "`metadataFields` and `pagingFields` that cannot be read", "keeps nothing", 200,
        "400, as for `fields`", "it is a mistake", "chosen",
        ("GET /numbers?q=search&metadataFields=(", "GET /numbers?q=search&pagingFields=("),
    ),
    Difference(
        "a `%` without two digits", "the HTTP server of the JDK refuses it, not Rest.li", 400,
        "400 with an error record", "LinkedIn uses another HTTP server", "chosen",
        ("GET /numbers?q=search&text=a%",),
    ),
    Difference(
        "an invalid protocol version", "an exception, without a record", 500,
        "500 with an error record", "programs can read it", "chosen",
        (
            "GET /numbers/1 X-RestLi-Protocol-Version: 2.0",
            "GET /numbers/1 X-RestLi-Protocol-Version: nonsense",
        ),
    ),
    Difference(
        "`Accept` without a media type", "an exception, without a record", 500, "406",
        "the sandbox does not repeat the server's own faults", "chosen",
        ("GET /numbers/1 Accept: nonsense",),
    ),
    Difference(
        "`Content-Type` without a media type", "`Unable to parse content or accept types.`", 400,
        "reads JSON", "as for any unknown type", "chosen",
        ('POST /numbers Content-Type: nonsense {"text":"a"}',),
    ),
    Difference(
        "a tunnelled request with mistakes in its form", "reads it anyway", 200, "400",
        "LinkedIn's own clients make none of them", "chosen",
        (
            f"{_FORM} X-HTTP-Method-Override: get ids=List(1)", f"{_MIXED} {_PARTS}",
            f"{_BARE} {_PARTS}--x--",
        ),
    ),
    Difference(
        "a tunnelled request that is not multipart", "an exception, without a record", 500, "400",
        "the sandbox does not repeat the server's own faults", "chosen",
        (f"{_MIXED} nonsense",),
    ),
    Difference(
        "`X-HTTP-Method-Override` with a JSON body", "loses the body", 400,
        "takes the verb and keeps the body", "version 29.85.15 does this", "observed",
        (f'{_BESIDE_JSON} {{"text":"z"}}',),
    ),
)  # fmt: skip
