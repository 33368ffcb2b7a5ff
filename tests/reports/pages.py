"""A reader of HTML pages for tests: it checks that tags nest, and keeps what matters."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_EMPTY = {"meta", "path", "circle", "rect"}


@dataclass
class Element:
    """A start tag, its attributes, and the tags that it lies in."""

    tag: str
    attributes: dict[str, str | None]
    within: tuple[str, ...]
    text: str = ""


@dataclass
class Page:
    """All elements of a page in order; each holds the text directly in it and below it."""

    elements: list[Element] = field(default_factory=list)

    def all(self, tag: str) -> list[Element]:
        return [element for element in self.elements if element.tag == tag]

    def one(self, tag: str) -> Element:
        (found,) = self.all(tag)
        return found

    @property
    def text(self) -> str:
        return self.one("body").text


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), f"an attribute twice on {tag}"
        element = Element(tag, dict(attrs), tuple(one.tag for one in self.open))
        self.page.elements.append(element)
        if tag not in _EMPTY:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in _EMPTY, f"{tag} closes itself"
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"{tag} is closed and was never opened"
        assert self.open.pop().tag == tag, f"{tag} is closed out of turn"

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError("a comment")

    def handle_decl(self, decl: str) -> None:
        assert decl == "doctype html"

    def unknown_decl(self, data: str) -> None:
        raise AssertionError("a marked section")

    def handle_pi(self, data: str) -> None:
        raise AssertionError("a processing instruction")


def read_page(html: str) -> Page:
    """Return the page; fails where tags do not nest or something foreign is in it."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert not reader.open, "something was never closed"
    return reader.page
