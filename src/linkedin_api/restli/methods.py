"""The fourteen Rest.li methods, as one table.

Source: rest.li `ResourceMethod`, `RestLiRouter`; documented verbs of linkedin-api-client.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final, NamedTuple

from linkedin_api.restli.promise import ELEMENTS, ENTITY, RESULTS, Promise


class Method(NamedTuple):
    """What the protocol says about one method.

    Attributes:
        name: as sent in `X-RestLi-Method`.
        verb: the HTTP verb.
        has_body: whether it has a JSON body.
        is_read: whether it changes nothing, so that it is safe to repeat.
        promise: what a successful answer contains. Writes have none: LinkedIn has carried
            them out, whatever the answer lacks.
    """

    name: str
    verb: str
    has_body: bool = False
    is_read: bool = False
    promise: Promise | None = None


GET: Final = Method("GET", "GET", is_read=True, promise=ENTITY)
BATCH_GET: Final = Method("BATCH_GET", "GET", is_read=True, promise=RESULTS)
GET_ALL: Final = Method("GET_ALL", "GET", is_read=True, promise=ELEMENTS)
FINDER: Final = Method("FINDER", "GET", is_read=True, promise=ELEMENTS)
BATCH_FINDER: Final = Method("BATCH_FINDER", "GET", is_read=True, promise=ELEMENTS)
CREATE: Final = Method("CREATE", "POST", has_body=True)
BATCH_CREATE: Final = Method("BATCH_CREATE", "POST", has_body=True)
UPDATE: Final = Method("UPDATE", "PUT", has_body=True)
BATCH_UPDATE: Final = Method("BATCH_UPDATE", "PUT", has_body=True)
PARTIAL_UPDATE: Final = Method("PARTIAL_UPDATE", "POST", has_body=True)
BATCH_PARTIAL_UPDATE: Final = Method("BATCH_PARTIAL_UPDATE", "POST", has_body=True)
DELETE: Final = Method("DELETE", "DELETE")
BATCH_DELETE: Final = Method("BATCH_DELETE", "DELETE")
ACTION: Final = Method("ACTION", "POST", has_body=True)

#: All methods, by name.
METHODS: Final = MappingProxyType(
    {method.name: method for method in tuple(globals().values()) if isinstance(method, Method)}
)
