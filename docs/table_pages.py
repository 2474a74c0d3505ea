"""Generate a page for each table of the catalogue, so that the two cannot drift apart."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from tables import cell, table

from linkedin_api.sources.catalogue.ads import ADS
from linkedin_api.sources.catalogue.columns import kind_of
from linkedin_api.sources.catalogue.learning import LEARNING
from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.catalogue.table import Table
from linkedin_api.sources.columnar import TableForm, form_of

if TYPE_CHECKING:
    from mkdocs.structure.files import Files

FOLDER = "tables"
CATALOGUE: Mapping[str, Table] = {**PAGES, **LEARNING, **ADS}
#: Similar fields of a record share one line if there are at least this many.
ALIKE = 3
#: Types of columns in words, where they are not those of the fields.
STORED = {
    "milliseconds": "time",
    "money": "decimal",
    "json": "JSON",
    "position": "whole number: the place in the list",
}
OTHERS = "and so on"
#: A heading of a page, or the name in the first cells of a row, up to the end of the name.
LONG_NAMES = re.compile(r"(?:(?<=<td><code>)|(?<=\">)(?=\w+<a class=\"headerlink))[\w.*]+")


def on_files(files: Files, *, config: Any) -> Files:
    """Add a page for each table; called by mkdocs."""
    from mkdocs.structure.files import File

    for each in CATALOGUE.values():
        files.append(File.generated(config, f"{FOLDER}/{each.name}.md", content=page(each)))
    return files


def on_page_markdown(markdown: str, *, page: Any = None, **_: Any) -> str:
    """Fill in the lists of tables of a page; called by mkdocs."""
    catalogues = {"pages": PAGES, "learning": LEARNING, "ads": ADS}
    for name, catalogue in catalogues.items():
        text = overview(catalogue)
        if page is not None and not page.file.src_uri.startswith(FOLDER):
            text = text.replace("](", f"]({FOLDER}/")
        markdown = markdown.replace(f"<!-- catalogue: {name} -->", text)
    return markdown


def on_page_content(html: str, *, page: Any = None, **_: Any) -> str:
    """Let long names break behind a dot or a line; called by mkdocs."""
    if page is None or not page.file.src_uri.startswith(f"{FOLDER}/"):
        return html
    return LONG_NAMES.sub(lambda name: re.sub(r"[._](?=\w)", r"\g<0><wbr>", name[0]), html)


def overview(catalogue: Mapping[str, Table]) -> str:
    return table(
        ("table", "each row", "each sync reads", "calls"),
        (
            (f"[`{each.name}`]({each.name}.md)", each.about, reading(each), each.calls)
            for each in catalogue.values()
        ),
    )


def page(each: Table) -> str:
    facts = table(("", ""), ((f"**{name}**", text) for name, text in facts_of(each) if text))
    rows = ((f"`{row.name}`", row.kind, cell(row.about)) for row in Columns(each.schema).rows)
    fields = table(("field", "type", "meaning"), rows)
    forms = form_of(each).tables
    stored = "\n\n".join(stored_table(form, forms) for form in forms.values())
    return (
        f"# {each.name}\n\n{each.about}\n\n{facts}\n\n{each.notes}\n\n"
        f"## Fields\n\n{fields}\n\n## Columns\n\n{stored}\n"
    )


def stored_table(form: TableForm, forms: Mapping[str, TableForm]) -> str:
    """A table as databases and notebooks have it: each column, and LinkedIn's path of it."""
    columns = table(
        ("column", "type", "LinkedIn's path"),
        (
            (
                f"`{each.name}`",
                STORED.get(each.kind, each.kind),
                f"`{each.source}`" if each.path else "all that has no column",
            )
            for each in form.columns
        ),
    )
    joins = f" It joins `{form.parent}` by {key_above(form, forms)}." if form.parent else ""
    return f"### {form.name}\n\n{cell(form.about)}{joins}\n\n{columns}"


def key_above(form: TableForm, forms: Mapping[str, TableForm]) -> str:
    """The columns that lead to the row with the list, and what that table calls them."""
    above = forms[form.parent or ""].primary_key
    pairs = zip(form.parent_key, above, strict=True)
    return ", ".join(
        f"`{own}`" if own == other else f"`{own}` (there `{other}`)" for own, other in pairs
    )


def facts_of(each: Table) -> Iterator[tuple[str, str]]:
    yield "each sync reads", reading(each)
    yield "key", code(each.primary_key)
    yield "cursor", f"`{each.cursor}`" if each.cursor else ""
    yield "calls", each.calls
    yield "permission", permission(each)
    yield "role", code(each.roles, " or ") or "none"
    yield "product", each.product
    yield "LinkedIn's name", f"[`{each.resource}`]({each.source})"
    yield "personal data", "yes: read only if it is named" if each.is_optional else ""
    yield "in Airbyte", "a stream of Airbyte's connector, with all its fields" if each.known else ""


def reading(each: Table) -> str:
    return "what is new" if each.cursor else "the whole table"


def permission(each: Table) -> str:
    groups = [code(group, " or ") for group in each.permissions]
    of = "a member" if each.name.startswith("ad_") else "the application itself"
    return ", and ".join(groups) or f"none, but a token of {of}"


def code(names: tuple[str, ...], between: str = ", ") -> str:
    return between.join(name if name == OTHERS else f"`{name}`" for name in names)


class Row(NamedTuple):
    """A line of the list of columns.

    Attributes:
        name: path of the field.
        kind: what it is.
                about: its meaning.
    """

    name: str
    kind: str
    about: str


class Columns:
    """The columns of a schema, as briefly as possible.

    Similar fields of a record share one line. A record that is described already gets a
    reference.
    """

    def __init__(self, schema: Mapping[str, Any]) -> None:
        self._described: dict[str, str] = {}
        fields = schema["properties"].items()
        self.rows = [row for name, field in fields for row in self._column(name, field)]

    def _column(self, name: str, field: Mapping[str, Any], more: str = "") -> Iterator[Row]:
        inside, inner = (f"{name}[]", field["items"]) if "items" in field else (name, field)
        before = self._before(inner, inside)
        same = f"as in `{before}`" if before else ""
        about = "; ".join(filter(None, (field.get("description"), more, same)))
        yield Row(name, kind_in_words(field), about)
        for names, within in () if before else alike(inner):
            shared = code(names) if len(names) > 1 else ""
            yield from self._column(f"{inside}.{'*' if shared else names[0]}", within, shared)

    def _before(self, record: Mapping[str, Any], name: str) -> str | None:
        """The first column with a record of the same fields, if there are several fields."""
        if len(record.get("properties", ())) < 2:
            return None
        fields = {key: value for key, value in record.items() if key != "description"}
        first = self._described.setdefault(json.dumps(fields), name)
        return None if first == name else first


def alike(record: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Group the fields of a record, or the values of a map, that differ only in name."""
    fields = dict(record.get("properties", {}))
    if isinstance(values := record.get("additionalProperties"), dict):
        fields[OTHERS if fields else "*"] = values
    groups: list[tuple[tuple[str, ...], Any]] = []
    for name, field in fields.items():
        if any(name in names for names, _ in groups):
            continue
        names = tuple(other for other in fields if fields[other] == field)
        if len(names) < ALIKE:
            names = (name,)
        groups.append((names, field))
    yield from groups


def kind_in_words(field: Mapping[str, Any]) -> str:
    kind = kind_of(field)
    if kind == "list":
        return f"list of {kind_in_words(field['items'])}s" if "items" in field else "list"
    return {"milliseconds": "milliseconds since 1970"}.get(kind, kind)
