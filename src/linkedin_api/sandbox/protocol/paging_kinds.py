"""How a list is cut into pages, as a resource declares it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from linkedin_api.sandbox.protocol.store import Entity


@dataclass(frozen=True, slots=True)
class Paging:
    """How a list is cut into pages.

    Attributes:
        kind: `start` for start and count, `cursor` for pageSize and pageToken, `none` for
            lists that always come whole.
        default: elements per page when the request does not say.
        maximum: more is refused; `None` for no limit.
        total: whether pages have `paging.total`; `unknown` gives -1, as some of LinkedIn's do.
        links_keep_fields: whether prev and next links repeat `fields`.
        links: whether there are prev and next links.
        shows: whether a page shows one of its entities; one that it does not show makes the
            page shorter, and still counts. `None` shows all.
    """

    kind: Literal["start", "cursor", "none"] = "start"
    default: int = 10
    maximum: int | None = None
    total: bool | Literal["unknown"] = False
    links_keep_fields: bool = True
    links: bool = True
    shows: Callable[[Entity], bool] | None = None
