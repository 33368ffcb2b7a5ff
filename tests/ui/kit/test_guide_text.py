"""The guide's pages are read as blocks, without the marks of the page; text is never markup."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbi_desktop.domain.resources import guide
from pbi_desktop.ui.kit.guide_text import Grid, Heading, Paragraph, Typed, parse, plain, read_page

PAGE = """# A case

**Write once.** The line is `there`, see
[the front door](front-door.md) and [the web](https://example.org/x).

1. First
   goes on
2. Second
- A point

| tab | shows |
|---|---|
| Now | **what** matters |

```
pbi-desktop demo
```
"""


def test_a_page_is_its_blocks() -> None:
    page = parse(PAGE)
    assert page.title == "A case"
    assert page.leads_to == ("front-door",)
    assert page.blocks == (
        Heading(1, "A case"),
        Paragraph("The line is there, see the front door and the web.", "Write once."),
        Paragraph("First goes on", mark="1."),
        Paragraph("Second", mark="2."),
        Paragraph("A point", mark="\N{BULLET}"),
        Grid((("tab", "shows"), ("Now", "what matters"))),
        Typed("pbi-desktop demo"),
    )


@pytest.mark.parametrize("name", ["nothing-such", "../README", "a-case.md", ""])
def test_only_a_page_of_the_guide_is_read(name: str) -> None:
    with pytest.raises(FileNotFoundError):
        read_page(guide(), name)


def test_every_page_is_led_to_and_leads_only_to_pages() -> None:
    names = {page.stem for page in guide().glob("*.md")}
    first = read_page(guide(), "README")
    assert set(first.leads_to) == names - {"README"}
    for name in sorted(names):
        page = read_page(guide(), name)
        assert page.title
        assert set(page.leads_to) <= names
        shown = " ".join(str(block) for block in page.blocks if not isinstance(block, Typed))
        assert "**" not in shown
        assert "](" not in shown


def test_the_guide_travels_with_the_program() -> None:
    root = Path(__file__).parents[3]
    built = (root / "pyproject.toml").read_text(encoding="utf-8")
    assert '"docs/guide" = "pbi_desktop_resources/guide"' in built


@given(st.text(max_size=80))
def test_any_text_whatever_is_a_page(text: str) -> None:
    parse(text)
    assert plain("plain words") == "plain words"
