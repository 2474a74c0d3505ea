"""How the sandbox behaves where LinkedIn's behaviour is not obvious.

`notes` lists what concerns one resource, `oauth_decisions` what concerns OAuth, and
`protocol.problems` each refusal. `coverage` puts them all together.
"""

from __future__ import annotations

from typing import Final

from linkedin_api.restli.nesting import MOST_LEVELS
from linkedin_api.sandbox.protocol.addressing import BATCH_LIMIT
from linkedin_api.sandbox.protocol.incoming import (
    BODY_LIMIT,
    FORM_LIMIT,
    HEADERS_LIMIT,
    QUERY_LIMIT,
    SEGMENT_LIMIT,
    URL_LIMIT,
    VALUES_LIMIT,
)
from sandbox_tables.rows import Behaviour

_KB: Final = 1024

BEHAVIOURS: Final = (
    # In the order in which a request meets them.
    Behaviour(
        "server", "address", "loopback; elsewhere it warns with `SandboxExposed`",
        "chosen", "exposure", "Sandbox(host=)",
    ),
    Behaviour(
        "server", "its URL in answers",
        "its own address, or LinkedIn's if it is a proxy for LinkedIn's hosts; then both hosts "
        "answer everything", "chosen", "addresses", "Sandbox(public_url=, proxy=)",
    ),
    Behaviour(
        "server", "order of the checks",
        "sizes, tunnel, token, version, protocol, path, query, method, scopes, keys, "
        "parameters, body, faults, roles, quotas; that the token comes before the version was "
        "observed", "chosen", "protocol.call_parser",
    ),
    Behaviour(
        "server", "request too long",
        f"414 beyond {URL_LIMIT // _KB} KB of URL, {QUERY_LIMIT // _KB} KB of query, "
        f"{SEGMENT_LIMIT // _KB} KB of one path segment or {HEADERS_LIMIT // _KB} KB of headers",
        "documented", "protocol.incoming",
    ),
    Behaviour(
        "server", "body too large", f"413 beyond {BODY_LIMIT // _KB // _KB} MB, or "
        f"{FORM_LIMIT // _KB // _KB} MB of a form or of a query in a tunnel",
        "chosen", "protocol.incoming",
    ),
    Behaviour(
        "server", "body of many values, counted by the commas and `&` in it",
        f"413 beyond {VALUES_LIMIT:,}, so that no body blocks the sandbox for others",
        "chosen", "protocol.incoming",
    ),
    Behaviour(
        "server", "deeply nested body", f"400 beyond {MOST_LEVELS} levels of JSON, or 100 of "
        "a query", "chosen", "protocol.json_bodies",
    ),
    Behaviour(
        "server", "batch too large",
        f"413 beyond {BATCH_LIMIT:,} entries, which is documented for conversions alone",
        "chosen", "protocol.addressing",
    ),
    Behaviour(
        "server", "POST without a length", "411", "documented", "protocol.incoming",
    ),
    Behaviour(
        "server", "bodies of another type", "415 for XML; any other type is read as JSON",
        "observed", "protocol.incoming",
    ),
    Behaviour(
        "server", "verbs without a method, such as OPTIONS, HEAD and PATCH",
        "405; the open-source server answers OPTIONS only if documentation was installed",
        "chosen", "protocol.routing",
    ),
    Behaviour(
        "server", "browsers (CORS)",
        "scripts on any site may call the API, uploads and the token endpoint, but not the consent "
        "pages or `/sandbox/`; a preflight request gets 204 and everything it asks for. It is "
        "unknown what LinkedIn does", "chosen", "cross_origin",
    ),
    Behaviour(
        "server", "errors found before routing",
        "have no Content-Type, as in version 29.85.15; 27.7.18 sends one",
        "observed", "protocol.problems",
    ),
    Behaviour(
        "server", "headers of answers",
        "`X-RestLi-Protocol-Version` of the request, `x-li-uuid`, `x-li-request-id`, "
        "`x-li-fabric: sandbox`; none shows a limit", "observed", "protocol.replies",
    ),
    Behaviour(
        "server", "an internal error of the sandbox", "500 `INTERNAL_ERROR`, and a log entry",
        "chosen", "api",
    ),
    Behaviour(
        "server", "a resource that the sandbox lacks",
        "LinkedIn's 404; `x-li-sandbox-lacks`, the journal (`RequestRecord.lacks`), the status "
        "page and the log say that only the sandbox lacks it. The same for an operation "
        "that LinkedIn is known to have", "chosen", "at_linkedin",
    ),
    Behaviour(
        "tokens", "new access tokens",
        "valid at once; LinkedIn sometimes answers 65601 for a few seconds", "observed",
        "world", "Sandbox(fresh_token_seconds=)",
    ),
    Behaviour(
        "tokens", "scheme other than Bearer", "401 `UNKNOWN_AUTHENTICATION_SCHEMA`",
        "chosen", "oauth.tokens",
    ),
    Behaviour(
        "tokens", "`oauth2_access_token` in the query",
        "accepted if there is no `Authorization`, and shown nowhere. LinkedIn's older API "
        "required it, and the documentation still names it in the error for an empty "
        "token; it is unknown whether today's API accepts it", "chosen", "protocol.incoming",
    ),
    Behaviour(
        "versions", "which are active",
        "those of a table; one ends when the clock is moved past its sunset, never by "
        "itself; those in `versions=` never end", "chosen", "versions",
        "Sandbox(versions=)",
    ),
    Behaviour(
        "versions", "malformed header", "400 `INVALID_VERSION`", "chosen", "versions",
    ),
    Behaviour(
        "versions", "spelling",
        "`YYYYMM`, or with a revision: `YYYYMMDD`, `YYYYMM.NN`; printed as `20260901`",
        "observed", "versions",
    ),
    Behaviour(
        "protocol", "no protocol header", "protocol 1.0",
        "documented", "protocol.call_parser",
    ),
    Behaviour(
        "protocol", "keys of several parts in 1.0",
        "`stringKey=a&longKey=5` in paths, as one encoded value among `ids`, and "
        "the same in results; `(…)` is refused", "documented", "protocol.old_keys",
    ),
    Behaviour(
        "protocol", "parameters of a complex key in 1.0",
        "`$params.` and `$param.` both, since the documentation has both",
        "chosen", "protocol.old_keys",
    ),
    Behaviour(
        "protocol", "unreadable protocol version",
        "500", "observed", "protocol.call_parser",
    ),
    Behaviour(
        "query", "percent-encoded structure, or 1.0 syntax under 2.0.0",
        "400 `PARAM_INVALID`, `QUERY_PARAM_NOT_ALLOWED`", "observed", "protocol.parameters",
    ),
    Behaviour(
        "query", "pieces without a name, as in `?&fields=id`",
        "skipped, in both protocols, as the open-source framework reads queries; LinkedIn's own "
        "JavaScript client sends them", "observed", "protocol.incoming",
    ),
    Behaviour(
        "query", "unknown parameters", "ignored", "observed", "protocol.parameters",
    ),
    Behaviour(
        "query", "scalar where a nested array belongs: `search=(status:(values:ACTIVE))`",
        "400 `PARAM_INVALID`, whose message names the wrong type", "chosen",
        "protocol.parameters",
    ),
    Behaviour(
        "query", "unknown field in a parameter that is a record",
        "the same in `search` and `sort`; elsewhere ignored, as unknown parameters are",
        "chosen", "protocol.parameters",
    ),
    Behaviour(
        "query", "repeated parameter", "400 `ILLEGAL_ARGUMENT` under `/rest`",
        "observed", "protocol.parameters",
    ),
    Behaviour(
        "query", "one value where several are declared, such as `accounts=urn…`",
        "a list of one, in both protocols, as LinkedIn's open-source server reads it where the "
        "values are strings or URNs; LinkedIn's programs send both", "observed",
        "protocol.parameters",
    ),
    Behaviour(
        "query", "`accounts[0]=…`, and repeated names, in protocol 1.0", "a list, for every "
        "parameter of several values", "observed", "protocol.parameters",
    ),
    Behaviour(
        "query", "a list where one value is declared, such as `author=List(…)`",
        "its first value, as LinkedIn's open-source server reads it; an empty list is no value",
        "observed", "protocol.parameters",
    ),
    Behaviour(
        "query", "`(value:List(…))` where several values are declared",
        "the list; LinkedIn documents it for `intendedStatuses` of creatives alone", "chosen",
        "protocol.parameters",
    ),
    Behaviour(
        "query", "`timeIntervals`", "one record, despite its name: `timeIntervals=(…)`, or "
        "with dots in protocol 1.0", "documented", "protocol.parameters",
    ),
    Behaviour(
        "permissions", "missing scope",
        "403 naming resource, operation and version: `organizationAcls.FINDER-roleAssignee."
        "NO_VERSION`", "observed", "protocol.permissions",
    ),
    Behaviour(
        "permissions", "the name of a resource under `/rest`",
        "its own; LinkedIn's gateway has internal names, such as `partnerApiPostsExternal`",
        "chosen", "protocol.permissions",
    ),
    Behaviour(
        "permissions", "actions in that message", "`ACTION-name`, after the finders'",
        "chosen", "protocol.permissions",
    ),
    Behaviour(
        "permissions", "missing role in an organization",
        "403 with the ADMIN_ONLY message; in a batch only for that entry",
        "observed", "catalog.role_rules",
    ),
    Behaviour(
        "permissions", "role or existence first",
        "the role", "chosen", "protocol.permissions",
    ),
    Behaviour(
        "quotas", "limits", "none; LinkedIn publishes no numbers", "documented", "quotas",
        "Sandbox(quotas=)",
    ),
    Behaviour(
        "quotas", "counters",
        "per application, and per member of it, per resource, per day of UTC", "documented",
        "quotas",
    ),
    Behaviour(
        "quotas", "what counts",
        "a call that was understood and permitted, whatever its result; a batch once; not "
        "a call refused before that, nor a 429", "chosen", "quotas",
    ),
    Behaviour(
        "quotas", "`/rest` and `/v2`", "count together", "chosen", "quotas",
    ),
    Behaviour(
        "quotas", "body of the 429", "`… APPLICATION DAY limit …`",
        "observed", "refusals",
    ),
    Behaviour(
        "quotas", "a member's limit in that body", "`APPLICATION_AND_MEMBER DAY`",
        "observed", "quotas",
    ),
    Behaviour(
        "quotas", "body without a window", "recorded until 2019; optional",
        "observed", "refusals", "Limit(older=True)",
    ),
    Behaviour(
        "quotas", "throttles of bursts",
        "windows of a minute or a second, named in the body; that such names exist was "
        "observed", "chosen", "quotas", "Limit(window=)",
    ),
    Behaviour(
        "quotas", "headers", "none: no Retry-After, nothing that shows a limit",
        "observed", "protocol.replies",
    ),
    Behaviour(
        "lists", "start and count", "0 and 10 by default; `total` only where known",
        "documented", "protocol.paging",
    ),
    Behaviour(
        "lists", "a full last page without a total", "still has a next link",
        "observed", "protocol.paging",
    ),
    Behaviour(
        "lists", "more than the largest count", "400", "documented", "protocol.paging",
    ),
    Behaviour(
        "lists", "page tokens", "work only with the query and page size they came from",
        "chosen", "protocol.paging",
    ),
    Behaviour(
        "lists", "page tokens of a list that has changed",
        "lead behind the last element of their page, wherever it stands now",
        "chosen", "protocol.paging",
    ),
    Behaviour(
        "fields", "`fields`", "as the open-source server applies it, wildcards, ranges and "
        "negatives included", "observed", "protocol.masks",
    ),
    Behaviour(
        "fields", "`projection=`", "selects from the whole body: `(elements*(id),paging)`; "
        "under `/rest` as under `/v2`", "chosen", "protocol.projections",
    ),
    Behaviour(
        "fields", "names on a list in `projection=`",
        "do not select from its elements: `list(x)` is empty, use `list*(x)`",
        "chosen", "protocol.projections",
    ),
    Behaviour(
        "fields", "`urn~`", "adds the entity if a resource of the sandbox has it",
        "documented", "protocol.expansion", "Resource(urn_type=)",
    ),
    Behaviour(
        "fields", "`urn~` of an unknown entity", "`\"urn~\": {}`", "chosen",
        "protocol.projections",
    ),
    Behaviour(
        "fields", "`~:playableStreams` of a `digitalmediaAsset`",
        "`elements[].identifiers[]`: four squares; nothing answers at their addresses",
        "documented", "catalog.playable_streams",
    ),
    Behaviour(
        "fields", "other recipes, such as `~:recipe`", "as `urn~`", "chosen",
        "protocol.projections",
    ),
    Behaviour(
        "fields", "`urn~` that fails", "`urn!` with the error, and 200", "documented",
        "protocol.projections",
    ),
    Behaviour(
        "fields", "`projection=` in writes", "not applied to what is written",
        "chosen", "api",
    ),
    Behaviour(
        "keys", "`altkey`",
        "results show keys as they were asked", "observed", "protocol.keys",
    ),
    Behaviour(
        "keys", "unknown `altkey`", "400", "chosen", "protocol.addressing",
    ),
    Behaviour(
        "keys", "batch key that cannot be read",
        "a simple one fails the batch, one of several parts only its own entry",
        "observed", "protocol.keys",
    ),
    Behaviour(
        "keys", "part of an association's key in a path",
        "requests a list: of the finder, or of all", "observed", "protocol.routing",
    ),
    Behaviour(
        "keys", "key of several parts that lacks one, in a batch; any record as a complex "
        "key", "names an entity that does not exist: 404", "observed", "protocol.keys",
    ),
    Behaviour(
        "keys", "id that no header can have", "is only in `Location`", "chosen",
        "protocol.replies",
    ),
    Behaviour(
        "writes", "entity in a batch that does not match its schema",
        "fails the batch: 422 with `Index: 1, ERROR :: …` or `Key: 1, ERROR :: …`; in the "
        "advertising API only its own entry", "observed", "protocol.writing",
    ),
    Behaviour(
        "writes", "batch create without `elements`", "creates nothing", "observed",
        "protocol.writing",
    ),
    Behaviour(
        "writes", "body of a partial update without `patch`", "nothing happens, silently",
        "observed", "protocol.writing",
    ),
    Behaviour(
        "writes", "unknown field, at any depth, in an entity, a patch or an action",
        "422 `ERROR :: /path :: unrecognized field found but not allowed`, a line for each of "
        "the first 100; the text was observed, the status only where conversions are reported",
        "chosen", "protocol.declared", "Resource(strict=)",
    ),
    Behaviour(
        "writes", "fields of a record whose schema nobody has published",
        "kept as sent; the table of fields names these records",
        "chosen", "protocol.declared",
    ),
    Behaviour(
        "writes", "unknown field in a resource of the open-source server",
        "kept, unless it is set to validate", "observed", "protocol.declared",
        "Resource(strict=False)",
    ),
    Behaviour(
        "writes", "read-only field in CREATE and PARTIAL_UPDATE",
        "422 with its path, after unknown fields; others document that posts "
        "refuse `dscAdType` and `isDsc` this way", "chosen", "protocol.declared",
    ),
    Behaviour(
        "writes", "read-only field in UPDATE",
        "ignored: an entity that was read can be sent back, and LinkedIn's own values stay",
        "chosen", "protocol.writing",
    ),
    Behaviour(
        "writes", "codes for texts and lists that are too long or too short",
        "`FIELD_LENGTH_TOO_LONG`, `INVALID_VALUE_BLANK_FIELD` and, for too few entries, "
        "`INVALID_VALUE_FOR_FIELD`", "chosen", "protocol.fields",
    ),
    Behaviour(
        "writes", "`$returnEntity`", "absent means true, where the resource returns entities",
        "observed", "protocol.writing",
    ),
    Behaviour(
        "faults", "`when`", "`before` the request is executed: nothing was written",
        "chosen", "faults.fault", "Fault(when=)",
    ),
    Behaviour(
        "faults", "wrong requests", "can get a fault as well", "chosen", "api",
    ),
    Behaviour(
        "faults", "OAuth", "gets a fault only if `path` or `method` names it",
        "chosen", "faults.fault",
    ),
    Behaviour(
        "faults", "a list that changes on demand",
        "only the list: what left it can still be read by its key",
        "chosen", "protocol.list_changes", "Fault(change=)",
    ),
    Behaviour(
        "faults", "502 and 504", "a proxy's page, without headers of Rest.li",
        "chosen", "faults.answers",
    ),
    Behaviour(
        "faults", "a client that disconnects while it waits",
        "gets no answer; its request is not executed, unless `when` is `after`",
        "chosen", "faults.delivery",
    ),
    Behaviour(
        "admin", "paths below `/sandbox/`", "off; the 404 says how to enable them",
        "chosen", "admin.steering", "Sandbox(admin=True)",
    ),
    Behaviour(
        "admin", "`Host` and `Origin` of a control request",
        "403 unless `Host` is an address, `localhost` or the sandbox's own name, and `Origin`, "
        "where there is one, the sandbox's own", "chosen", "exposure",
    ),
)  # fmt: skip
