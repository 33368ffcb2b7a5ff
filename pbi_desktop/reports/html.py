"""A document as one HTML file that stands alone: no script, nothing fetched, everything escaped."""

from collections.abc import Callable
from html import escape
from typing import Any

from pbi_desktop.domain.documents import (
    Block,
    Document,
    DocumentMarking,
    Figure,
    Heading,
    KeyValues,
    Link,
    ListBlock,
    Notice,
    Para,
    Piece,
    Protection,
    Said,
    Table,
    Text,
    plain,
)
from pbi_desktop.domain.text import clean_text
from pbi_desktop.reports.phrases import say_instant
from pbi_desktop.reports.style import STYLE
from pbi_desktop.reports.svg import svg

# Should the escaping ever fail, the page still cannot run or fetch anything.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def to_html(document: Document) -> str:
    """Return the document as one accessible HTML page, marked at head and foot of each sheet."""
    marking = document.marking
    title = f"{plain(document.title)} ({marking.protection})"
    blocks = "\n".join(_block(block, number) for number, block in enumerate(document.blocks))
    return f"""<!doctype html>
<html lang="{_escaped(document.language)}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<title>{_escaped(title)}</title>
<style>{STYLE}</style>
</head>
<body class="{_marking_class(marking)}">
<a class="skip" href="#report">Skip to the report</a>
<header class="marking">{_marking_line(marking)}</header>
<main id="report" tabindex="-1">
<h1 dir="auto">{_text(document.title)}</h1>
{blocks}
</main>
<footer class="marking">{_marking_line(marking)}{_copy_line(marking)}</footer>
</body>
</html>
"""


def _escaped(text: str) -> str:
    return escape(clean_text(text)[0], quote=True)


def _marking_class(marking: DocumentMarking) -> str:
    return "sensitive" if marking.protection is Protection.OFFICIAL_SENSITIVE else "official"


def _marking_line(marking: DocumentMarking) -> str:
    return (
        f"<p><strong>{_escaped(marking.protection)}</strong> "
        f'<span dir="auto">{_escaped(marking.handling)}</span></p>'
    )


def _copy_line(marking: DocumentMarking) -> str:
    number = f"Copy {marking.copy_number}" if marking.copy_number is not None else ""
    whom = f"for <bdi>{_escaped(marking.for_whom)}</bdi>" if marking.for_whom else ""
    copy = " ".join(part for part in (number, whom) if part)
    printed = f"Made by <bdi>{_escaped(marking.printed_by)}</bdi>, "
    lines = [part for part in (copy, printed + _escaped(say_instant(marking.printed_at))) if part]
    return f"<p>{'. '.join(lines)}</p>"


# --- text ----------------------------------------------------------------------------------------


def _text(text: Text) -> str:
    return "".join(_piece(piece) for piece in text)


def _piece(piece: Piece) -> str:
    match piece:
        case Said(said):
            return f'<bdi class="said">{_escaped(said)}</bdi>'
        case Link(words, anchor):
            return f'<a href="#{_escaped(anchor)}">{_escaped(words)}</a>'
        case _:
            return _escaped(piece)


# --- blocks --------------------------------------------------------------------------------------


def _block(block: Block, number: int) -> str:
    return _RENDERERS[type(block)](block, number)


def _heading(block: Heading, _number: int) -> str:
    anchor = f' id="{_escaped(block.anchor)}"' if block.anchor else ""
    return f'<h{block.level}{anchor} dir="auto">{_text(block.text)}</h{block.level}>'


def _para(block: Para, _number: int) -> str:
    if block.tone.value == "own_words":
        return f'<blockquote dir="auto">{_text(block.text)}</blockquote>'
    return f'<p class="{block.tone.value}" dir="auto">{_text(block.text)}</p>'


def _list(block: ListBlock, _number: int) -> str:
    tag = "ol" if block.ordered else "ul"
    items = "".join(f'<li dir="auto">{_text(item)}</li>' for item in block.items)
    return f"<{tag}>{items}</{tag}>"


def _table(block: Table, number: int) -> str:
    heads = "".join(
        f'<th scope="col"{_figures(block, column)}>{_escaped(words)}</th>'
        for column, words in enumerate(block.header)
    )
    rows = "".join(f"<tr>{_row(block, row)}</tr>" for row in block.rows)
    # The region can be reached and scrolled by keyboard where the table is wider than the page.
    return (
        f'<div class="scroll" role="region" aria-labelledby="table-{number}" tabindex="0"><table>'
        f'<caption id="table-{number}">{_escaped(block.caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(block: Table, row: tuple[Text, ...]) -> str:
    first, *rest = row
    head = f'<th scope="row" dir="auto"{_figures(block, 0)}>{_text(first)}</th>'
    cells = (
        f'<td dir="auto"{_figures(block, column)}>{_text(cell)}</td>'
        for column, cell in enumerate(rest, start=1)
    )
    return head + "".join(cells)


def _figures(block: Table, column: int) -> str:
    return ' class="figure"' if column in block.figures else ""


def _key_values(block: KeyValues, _number: int) -> str:
    pairs = "".join(
        f'<div><dt>{_escaped(name)}</dt><dd dir="auto">{_text(value)}</dd></div>'
        for name, value in block.pairs
    )
    return f"<dl>{pairs}</dl>"


def _notice(block: Notice, number: int) -> str:
    return (
        f'<section class="notice {block.kind.value}" aria-labelledby="notice-{number}">'
        f'<p class="title" id="notice-{number}">{_escaped(block.title)}</p>'
        f'<p dir="auto">{_text(block.text)}</p></section>'
    )


def _figure(block: Figure, _number: int) -> str:
    caption = f"<figcaption>{_escaped(block.caption)}</figcaption>" if block.caption else ""
    return f"<figure>{svg(block.scene, block.alt)}{caption}</figure>"


_RENDERERS: dict[type, Callable[[Any, int], str]] = {
    Heading: _heading,
    Para: _para,
    ListBlock: _list,
    Table: _table,
    KeyValues: _key_values,
    Notice: _notice,
    Figure: _figure,
}
