"""The network on paper: pages that meet PDF/UA-1, with the picture told and every line in words."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest

from pbi_desktop.domain.casework import Quality, TieKind
from pbi_desktop.domain.text import clean_line
from pbi_desktop.domain.ties import (
    HomeFact,
    NetworkFacts,
    PersonFact,
    PlaceFact,
    ServiceFact,
    TieFact,
)
from pbi_desktop.network.build import person_node
from pbi_desktop.network.picture import picture
from pbi_desktop.reports.network_in_words import TITLE, network_in_words
from pbi_desktop.reports.pdf.render import scene_to_pdf
from pbi_desktop.reports.typeface import Typeface
from tests.network.families import NASREEN, SHABANA, TODAY, person_id, shabanas_family
from tests.reports.pdf.documents import MARKING
from tests.reports.pdf.reading import failed_rules, headings, pages, said, structure, text


def hard() -> NetworkFacts:
    """Return a cycle of parents, names in two scripts and of 300 letters, and ties cut off."""
    names = {
        SHABANA: "X" * 300,
        NASREEN: "\u0646\u0633\u0631\u06cc\u0646",
        person_id(3): "Bo & <Co>",
    }
    ring = [*names, SHABANA]
    parents = tuple(
        TieFact(one, other, TieKind.PARENT, Quality.CUT_OFF) for one, other in pairwise(ring)
    )
    return NetworkFacts(
        SHABANA,
        TODAY,
        tuple(PersonFact(key, name) for key, name in names.items()),
        tuple(HomeFact(key) for key in names),
        (*parents, TieFact(NASREEN, NASREEN, TieKind.PARTNER)),
        tuple(
            ServiceFact(person_id(90 + n), SHABANA, f"Service {n} \u200b\u202e", quality=quality)
            for n, quality in enumerate(Quality)
        ),
        places=(PlaceFact(person_node(NASREEN), 60.0, 20.0),),
    )


def folded() -> NetworkFacts:
    """Return so many services and relatives that the picture folds some of them."""
    family = [person_id(number) for number in range(1, 41)]
    return NetworkFacts(
        family[0],
        TODAY,
        tuple(PersonFact(key, f"Person {n}", f"Person {n}") for n, key in enumerate(family)),
        tuple(HomeFact(key) for key in family[:5]),
        tuple(TieFact(key, family[0], TieKind.SIBLING) for key in family[1:]),
        tuple(ServiceFact(person_id(100 + n), family[0], f"Service {n}") for n in range(30)),
    )


@pytest.mark.parametrize("facts", [shabanas_family, hard, folded])
def test_a_network_on_paper_meets_the_rules_and_says_every_line(
    facts: Callable[[], NetworkFacts],
) -> None:
    made = picture(facts(), Typeface(), "Holts and Lees")
    words = network_in_words(made.outline, "Holts and Lees")
    pdf = scene_to_pdf(made.scene, made.alt, "The network of X", MARKING, words)
    assert failed_rules(pdf) == []
    assert pages(pdf) >= 2
    assert headings(pdf)[:2] == [(1, "The network of X"), (2, TITLE)]
    told = [one.alt for top in structure(pdf) for one in top.all() if one.kind == "Figure"]
    assert told == [clean_line(made.alt)[0]]
    heard = squeezed(said(pdf))
    for section in made.outline.sections:
        for line in section.lines:
            if line.spoken.isascii():
                assert squeezed(line.spoken) in heard
    for wanted in ("OFFICIAL-SENSITIVE", "21 November 2026", "Holts and Lees", MARKING.printed_by):
        assert squeezed(wanted) in squeezed(text(pdf))


def test_the_same_network_makes_the_same_file_in_any_order() -> None:
    facts = shabanas_family()
    turned = replace(facts, people=facts.people[::-1], services=facts.services[::-1])
    files = []
    for one in (facts, turned):
        made = picture(one, Typeface())
        words = network_in_words(made.outline, "us")
        files.append(scene_to_pdf(made.scene, made.alt, "X", MARKING, words))
    assert files[0] == files[1]


def squeezed(words: str) -> str:
    return "".join(words.split())
