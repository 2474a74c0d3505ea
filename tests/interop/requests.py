"""Requests that are wrong, or nearly: each goes byte for byte to both servers.

A few of them are right, since a server that refuses too much is as wrong as one that
refuses too little.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, slots=True)
class Asked:
    """One request.

    Attributes:
        verb: HTTP method.
        target: path and query, without a base path.
        body: as it stands on the wire.
        headers: beside those that every good request has; an empty value leaves one out.
    """

    verb: str
    target: str
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        headers = [f"{name}: {value}" for name, value in self.headers.items()]
        body = self.body.replace("\r\n", "\\r\\n").replace("\n", "\\n")
        return " ".join([self.verb, self.target, *headers, body]).rstrip()


def _gets(*targets: str) -> list[Asked]:
    return [Asked("GET", target) for target in targets]


def _sends(verb: str, target: str, *bodies: str, **headers: str) -> list[Asked]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return [Asked(verb, target, body, named) for body in bodies]


#: What is there before each request.
FIRST: Final = (
    *_sends("PUT", "/numbers/1", '{"text":"a","number":5,"texts":["b","c","d"],"leaf":{"text":"e"}}'),
    *_sends("PUT", "/numbers/2", '{"text":"f"}'),
    *_sends("PUT", "/texts/a", '{"text":"a"}'),
    *_sends("PUT", "/pairs/(inner:(text:t),major:a,minor:1)", '{"text":"a"}'),
    *_sends("PUT", "/grants/(account:a,number:1)", '{"text":"a"}'),
)  # fmt: skip

_FORM: Final = "application/x-www-form-urlencoded"
_MIXED: Final = "multipart/mixed; boundary=x"
_PARTS: Final = (
    f"--x\r\nContent-Type: {_FORM}\r\n\r\nids=List(1)\r\n"
    '--x\r\nContent-Type: application/json\r\n\r\n{"entities":{"1":{}}}\r\n--x--'
)

_PATHS: Final = (
    *_gets(
        "/nowhere", "/nowhere/1?q=search", "/numbers/1/nowhere", "/numbers/1/2/3", "//numbers/1",
        "/numbers/", "/numbers/1/", "/Numbers/1", "/numbers.json",
    ),
    Asked("PUT", "/numbers", "{}"), Asked("DELETE", "/numbers"), Asked("PATCH", "/numbers/1", "{}"),
    Asked("OPTIONS", "/numbers"), Asked("TRACE", "/numbers"),
)  # fmt: skip

_METHODS: Final = (
    *_gets(
        "/numbers?action=echo", "/numbers?q=nope", "/numbers?bq=nope", "/numbers/1?q=search",
        "/numbers/1?ids=List(1)", "/numbers?q=search&bq=searchMany", "/numbers?q=search&ids=List(1)",
        "/numbers?q=List(a)", "/numbers?q=''", "/numbers?q=",
    ),
    *_sends("PUT", "/numbers?action=echo", "{}"),
    *_sends("POST", "/numbers?action=nope", "{}"),
    *_sends("POST", "/numbers?action=textOf", "{}"),
    *_sends("POST", "/numbers/1?action=echo", '{"leaf":{}}'),
    *_sends("POST", "/numbers/1?action=textOf", "", "{}"),
    *_sends("POST", "/numbers/7?action=textOf", "{}"),
    *_sends("POST", "/numbers/x?action=textOf", "{}"),
    *_sends("POST", "/numbers?q=search", "{}"),
    *_sends("POST", "/grants", '{"text":"a"}'),
    *_sends("POST", "/grants", '{"elements":[{"text":"a"}]}', X_RestLi_Method="batch_create"),
    Asked("GET", "/numbers/1", headers={"X-RestLi-Method": "get"}),
    Asked("GET", "/numbers/1", headers={"X-RestLi-Method": "get_all"}),
    Asked("GET", "/numbers/1", headers={"X-RestLi-Method": "nonsense"}),
    Asked("GET", "/numbers", headers={"X-RestLi-Method": "batch_get"}),
    *_sends("POST", "/numbers", "{}", X_RestLi_Method="update"),
    *_sends("POST", "/numbers/1", "{}", X_RestLi_Method="batch_create"),
    *_sends("POST", "/numbers?ids=List(1)", '{"entities":{"1":{}}}', X_RestLi_Method="batch_update"),
)  # fmt: skip

_KEYS: Final = (
    *_gets(
        "/numbers/a", "/numbers/1.5", "/numbers/9223372036854775808", "/numbers/%20", "/numbers/+1",
        "/numbers/01", "/numbers/-1", "/numbers/(a:1)", "/numbers/List(1)", "/numbers/''",
        "/numbers/%D9%A1", "/texts/''", "/texts/(a", "/texts/List(a)", "/texts/%61",
        "/grants/1", "/grants/(account:a)", "/grants/(account:a,number:x)", "/grants/()",
        "/grants/(account:a,number:1,other:2)", "/grants/(account:a,number:1",
        "/grants/(account:,number:1)", "/grants/(account:'',number:1)", "/grants/account=a&number=1",
        "/grants/(account:List(a),number:1)", "/grants/(account:(b:c),number:1)",
        "/grants/(account:a,number:1)x", "/grants/List(a)", "/grants/(account:a)?q=search",
        "/grants/(number:x)?q=search", "/grants/(other:x)?q=search", "/grants/%28account:a,number:1%29",
        "/pairs/1", "/pairs/(major:a)", "/pairs/(major:a,minor:x,inner:(text:t))",
        "/pairs/(major:a,minor:1,inner:t)", "/pairs/(major:a,minor:1,inner:(text:t),other:1)",
        "/pairs/(major:(a:b),minor:1,inner:(text:t))", "/pairs/(major:a,minor:1,inner:())",
        "/pairs/($params:1,major:a,minor:1,inner:(text:t))",
        "/pairs/($params:(other:b),major:a,minor:1,inner:(text:t))",
        "/pairs/($params:(version:b),major:a,minor:1,inner:(text:t))", "/pairs/($params:(version:b))",
        "/pairs/(inner:(text:t),major:a", "/pairs/()",
        "/numbers/1?altkey=nope", "/numbers?ids=List(1)&altkey=nope",
    ),
)  # fmt: skip

_BATCHES: Final = (
    *_gets(
        "/numbers?ids=", "/numbers?ids", "/numbers?ids=1", "/numbers?ids=List(", "/numbers?ids=List(a)",
        "/numbers?ids=List(1,a)", "/numbers?ids=(a:1)", "/numbers?ids=List((a:1))",
        "/numbers?ids=List(List(1))", "/numbers?ids=List(1)&ids=List(2)", "/numbers?ids=List(1,1,3)",
        "/numbers?ids=List()", "/numbers?ids=List(1,)", "/numbers?ids=List('')", "/numbers?ids=list(1)",
        "/numbers?ids=List(1)x", "/numbers?ids=List%281%29", "/numbers?ids=%4Cist(1)",
        "/texts?ids=List('',a)", "/texts?ids=List((a:b))", "/texts?ids=List(List(a))",
        "/grants?ids=List(1)", "/grants?ids=List((account:a))", "/grants?ids=List((account:a,number:x))",
        "/grants?ids=List((account:a,number:1),(account:b))",
        "/grants?ids=List((account:a,number:1,other:2))", "/grants?ids=List(())",
        "/grants?ids=List((account:List(a),number:1))",
        "/pairs?ids=List(1)", "/pairs?ids=List((major:a))",
        "/pairs?ids=List((major:a,minor:x,inner:(text:t)))",
        "/pairs?ids=List((major:a,minor:1,inner:(text:t)),(major:b))",
        "/pairs?ids=List(($params:1,major:a,minor:1,inner:(text:t)))",
        "/pairs?ids=List(($params:(version:x),major:a,minor:1,inner:(text:t)))",
    ),
    Asked("DELETE", "/numbers?ids=1"), Asked("DELETE", "/numbers?ids=List(x)"),
    Asked("DELETE", "/numbers?ids=List(1,7)"), Asked("DELETE", "/numbers/7"),
    Asked("DELETE", "/grants?ids=List((account:a),(account:a,number:1))"),
    *_sends(
        "PUT", "/numbers?ids=List(1)",
        "", "{}", "[]", '{"entities":[]}', '{"entities":{}}', '{"entities":{"2":{}}}',
        '{"entities":{"1":{},"2":{}}}', '{"entities":{"x":{}}}', '{"entities":{"1":1}}',
        '{"entities":{"1":null}}', '{"entities":{"1":{"number":"x"}}}', '{"entities":{"01":{}}}',
        '{"entities":{"1":{}},"more":1}',
    ),
    *_sends("PUT", "/numbers?ids=List(1,2)", '{"entities":{"1":{}}}'),
    *_sends("PUT", "/numbers?ids=List()", '{"entities":{}}'),
    *_sends("PUT", "/texts?ids=List(a%3Ab)", '{"entities":{"a%3Ab":{}}}', '{"entities":{"a:b":{}}}'),
    *_sends(
        "PUT", "/grants?ids=List((account:a%3Ab,number:1))",
        '{"entities":{"(account:a:b,number:1)":{}}}', '{"entities":{"(account:a%3Ab,number:1)":{}}}',
        '{"entities":{"(number:1,account:a%3Ab)":{}}}', '{"entities":{"account":{}}}',
    ),
    *_sends(
        "PUT", "/pairs?ids=List(($params:(version:v),inner:(text:t),major:a,minor:1))",
        '{"entities":{"(inner:(text:t),major:a,minor:1)":{}}}',
        '{"entities":{"($params:(version:v),inner:(text:t),major:a,minor:1)":{}}}',
    ),
    *_sends(
        "POST", "/numbers?ids=List(1)",
        '{"entities":{"1":{}}}', '{"entities":{"1":{"patch":1}}}', '{"entities":{"1":{"patch":{}}}}',
        '{"entities":{"1":1}}', '{"entities":{"1":{"patch":{"$set":{"number":"x"}}}}}',
        '{"entities":{"1":{"patch":{"$set":1}}}}',
    ),
    *_sends("POST", "/numbers?ids=List(7)", '{"entities":{"7":{"patch":{"$set":{"text":"x"}}}}}'),
    *_sends(
        "POST", "/numbers", "{}", '{"elements":{}}', '{"elements":[1]}', '{"elements":[]}', "[]", "",
        '{"elements":[{"number":"x"},{}]}', '{"elements":[null]}', X_RestLi_Method="batch_create",
    ),
)  # fmt: skip

_PARAMETERS: Final = (
    *_gets(
        *(
            f"/numbers?q=search&{query}"
            for query in (
                "text=", "text", "=x", "text=(", "text=)", "text=a:b", "text=a,b", "text='",
                "text=List(a)", "text=(a:b)", "text=a&text=b", "text=%28", "text=a%", "te%78t=a",
                "number=x", "number=1.5", "number=9223372036854775808", "number=''", "number=+1",
                "flag=yes", "flag=TRUE", "flag=1", "flag=''", "ratio=x", "ratio=NaN",
                "ratio=Infinity", "ratio=1e5f", "ratio=0x1p3", "ratio=''", "ratio=%201",
                "texts=a", "texts=(a:b)", "texts=List((a:b))", "texts=List(List(a))",
                "numbers=1", "numbers=List(x)", "numbers=List(List(1))", "numbers=List('')",
                "like=a", "like=List(a)", "like=()", "like=(number:x)", "like=(unknown:1)",
                "like=(leaf:a)", "like=(texts:a)", "like=(flag:yes)", "like=(text:List(a))",
                "unknown=(", "unknown=List(a", "unknown=", "start=x", "start=-1", "start=1.5",
                "count=-1", "count=99999999999", "count=List(1)", "start=''", "count=0", "start=999",
                "fields=a:b", "fields=(", "fields=text:(", "fields=List(text)", "fields=text%2Cnumber",
                "fields=", "fields=text&fields=number", "fields=texts:($start:x)", "fields=,text,",
                "fields=texts:($start:-1)", "fields=-text", "fields=$*:(text)", "metadataFields=(",
                "metadataFields=", "pagingFields=(", "pagingFields=total", "metadataFields=seen",
                "fields=texts:($start:1,$count:1)", "fields=leaf:(text)", "fields=texts:(x)",
                "accounts[0]=a", "a.b=c",
            )
        ),
        "/numbers?bq=searchMany", "/numbers?bq=searchMany&criteria=(text:a)",
        "/numbers?bq=searchMany&criteria=List(a)", "/numbers?bq=searchMany&criteria=a",
        "/numbers?bq=searchMany&criteria=List((number:x))", "/numbers?bq=searchMany&criteria=List()",
        "/numbers?bq=searchMany&criteria=List((text:fail),(text:a))&count=1",
        "/numbers?bq=searchMany&criteria=List((text:a))&start=-1",
        "/numbers?&count=1", "/numbers?count=1&", "/numbers?", "/numbers?start=x", "/numbers?count=-1",
        "/numbers/1?fields=text:(", "/numbers/1?fields=text,number", "/numbers?ids=List(1)&fields=(",
        "/numbers?ids=List(1,7)&fields=text",
    ),
)  # fmt: skip

_BODIES: Final = (
    *_sends(
        "POST", "/numbers",
        "", "nonsense", "[]", '"a"', "1", "null", "{", "{}", '{"text":1}', '{"text":null}',
        '{"text":"a"} x', "{'text':'a'}", '{"number":"5"}', '{"number":"x"}', '{"number":1.5}',
        '{"number":1.0}', '{"number":9223372036854775808}', '{"flag":"yes"}', '{"flag":"true"}',
        '{"flag":1}', '{"ratio":1}', '{"ratio":"x"}', '{"ratio":NaN}', '{"texts":"a"}',
        '{"texts":[1]}', '{"texts":[null]}', '{"texts":{}}', '{"numbers":["1"]}', '{"map":[]}',
        '{"map":{"a":1}}', '{"leaf":"x"}', '{"leaf":{"number":"x"}}', '{"leaf":[]}', '{"leaves":[1]}',
        '{"leaves":[{"flag":5}]}', '{"unknown":1}', '{"leaf":{"unknown":1}}', '{"text":"a","text":"b"}',
        '{"text":"fail"}', '{"text":"\\ud800"}',
    ),
    *_sends("PUT", "/numbers/1", "", "[]", '{"number":"x"}', '{"text":"fail"}', '{"unknown":1}'),
    *_sends("PUT", "/numbers/9", "{}"),
    *_sends(
        "POST", "/numbers/1",
        "", "{}", "[]", '{"patch":1}', '{"patch":{}}', '{"patch":{"$set":1}}', '{"patch":{"$set":[]}}',
        '{"$set":{"text":"x"}}', '{"patch":{"$set":{"number":"x"}}}', '{"patch":{"$set":{"unknown":1}}}',
        '{"patch":{"$set":{"text":null}}}', '{"patch":{"$delete":"text"}}', '{"patch":{"$delete":[1]}}',
        '{"patch":{"$delete":["text"],"$set":{"text":"a"}}}', '{"patch":{"$delete":["unknown"]}}',
        '{"patch":{"text":1}}', '{"patch":{"text":{"$set":{"a":1}}}}',
        '{"patch":{"leaf":{"$set":{"text":"x"}}}}', '{"patch":{"leaf":{"$set":{"number":"x"}}}}',
        '{"patch":{"leaf":{"leaf":{"$set":{"text":"x"}}}}}', '{"patch":{"leaf":{"$delete":["text"]}}}',
        '{"patch":{"leaf":{"leaf":{"$delete":["text"]}}}}',
        '{"patch":{"texts":{"$reorder":[{"$fromIndex":0,"$toIndex":2}]}}}',
        '{"patch":{"texts":{"$reorder":[{"$fromIndex":0,"$toIndex":9}]}}}',
        '{"patch":{"texts":{"$reorder":[{"$fromIndex":0}]}}}', '{"patch":{"texts":{"$reorder":[]}}}',
        '{"patch":{"texts":{"$set":{"a":1}}}}', '{"patch":{"texts":{}}}',
        '{"patch":{"texts":{"$reorder":[{"$fromIndex":0,"$toIndex":1},{"$fromIndex":0,"$toIndex":1}]}}}',
        '{"patch":{"$set":{"text":"fail"}}}', '{"patch":{"$unknown":{}}}', '{"patch":{"$set":{}},"a":1}',
    ),
    *_sends("POST", "/numbers/7", '{"patch":{"$set":{"text":"x"}}}'),
    *_sends(
        "POST", "/numbers?action=echo",
        "", "{}", "nonsense", "[]", '{"leaf":1}', '{"leaf":null}', '{"leaf":{"number":"x"}}',
        '{"leaf":{},"text":1}', '{"leaf":{},"texts":"a"}', '{"leaf":{},"unknown":1}', '{"leaf":{}}',
        '{"leaf":{"unknown":1}}',
    ),
    *_sends("POST", "/numbers?action=nothing", "", "{}", '{"a":1}', "nonsense"),
    *_sends("POST", "/numbers?$returnEntity=maybe", "{}"),
    *_sends("POST", "/numbers?$returnEntity=(a:b)", "{}"),
    *_sends("POST", "/numbers?$returnEntity=False", "{}"),
    *_sends("POST", "/numbers?$returnEntity=false", '{"text":"b"}'),
    *_sends("POST", "/numbers?$returnEntity=true&fields=text", '{"text":"b","number":1}'),
    *_sends("POST", "/numbers/1?$returnEntity=false", '{"patch":{"$set":{"text":"b"}}}'),
    *_sends("POST", "/texts?$returnEntity=true", '{"text":"b"}'),
    *_sends("POST", "/texts?$returnEntity=false", '{"text":"b"}'),
    *_sends("POST", "/texts?$returnEntity=maybe", '{"text":"b"}'),
    *_sends("PUT", "/numbers/1?$returnEntity=maybe", "{}"),
    Asked("GET", "/numbers/1?$returnEntity=maybe"),
)  # fmt: skip

_HEADERS: Final = (
    Asked("GET", "/numbers/1", headers={"X-RestLi-Protocol-Version": "3.0.0"}),
    Asked("GET", "/numbers/1", headers={"X-RestLi-Protocol-Version": "2.0"}),
    Asked("GET", "/numbers/1", headers={"X-RestLi-Protocol-Version": "1.0.0"}),
    Asked("GET", "/numbers/1", headers={"X-RestLi-Protocol-Version": "nonsense"}),
    Asked("GET", "/numbers/1", headers={"X-RestLi-Protocol-Version": ""}),
    Asked("GET", "/numbers/7", headers={"X-RestLi-Protocol-Version": "1.0.0"}),
    Asked("GET", "/numbers?ids=1&ids=7", headers={"X-RestLi-Protocol-Version": "1.0.0"}),
    Asked("GET", "/numbers?ids=List(1)", headers={"X-RestLi-Protocol-Version": "1.0.0"}),
    Asked("GET", "/grants/(account:a,number:1)", headers={"X-RestLi-Protocol-Version": "1.0.0"}),
    Asked("GET", "/grants/account=a&number=1", headers={"X-RestLi-Protocol-Version": "1.0.0"}),
    Asked("GET", "/numbers/1", headers={"Accept": "text/html"}),
    Asked("GET", "/numbers/1", headers={"Accept": "text/html, */*;q=0.1"}),
    Asked("GET", "/numbers/1", headers={"Accept": "application/json; charset=utf-8"}),
    Asked("GET", "/numbers/1", headers={"Accept": "nonsense"}),
    *_sends("POST", "/numbers", '{"text":"a"}', Content_Type="text/plain"),
    *_sends("POST", "/numbers", '{"text":"a"}', Content_Type="application/json; charset=utf-8"),
    *_sends("POST", "/numbers", '{"text":"a"}', Content_Type="nonsense"),
    *_sends("POST", "/numbers", '{"text":"a"}', Content_Type=_FORM),
    *_sends(
        "POST", "/numbers", "ids=List(1)", Content_Type=_FORM, X_HTTP_Method_Override="GET"
    ),
    *_sends("POST", "/numbers", "ids=List(", Content_Type=_FORM, X_HTTP_Method_Override="GET"),
    *_sends("POST", "/numbers", "ids=List(1)", Content_Type=_FORM, X_HTTP_Method_Override="get"),
    *_sends("POST", "/numbers", "ids=List(1)", Content_Type=_FORM, X_HTTP_Method_Override="PATCH"),
    *_sends("POST", "/numbers", _PARTS, Content_Type=_MIXED, X_HTTP_Method_Override="PUT"),
    *_sends(
        "POST", "/numbers", _PARTS.replace("\r\n", "\n"),
        Content_Type=_MIXED, X_HTTP_Method_Override="PUT",
    ),
    *_sends(
        "POST", "/numbers", _PARTS.removesuffix("--x--"),
        Content_Type=_MIXED, X_HTTP_Method_Override="PUT",
    ),
    *_sends(
        "POST", "/numbers", _PARTS, Content_Type="multipart/mixed", X_HTTP_Method_Override="PUT"
    ),
    *_sends(
        "POST", "/numbers", "nonsense", Content_Type=_MIXED, X_HTTP_Method_Override="PUT"
    ),
    *_sends(
        "POST", "/numbers/1", '{"text":"z"}',
        Content_Type="application/json", X_HTTP_Method_Override="PUT",
    ),
)  # fmt: skip

REQUESTS: Final = (
    *_PATHS, *_METHODS, *_KEYS, *_BATCHES, *_PARAMETERS, *_BODIES, *_HEADERS
)  # fmt: skip
