"""A small picture with everything in it that a painter must know."""

from pbi_desktop.domain.scene import (
    Align,
    Box,
    Icon,
    Mark,
    Pattern,
    Scene,
    Shape,
    Spot,
    Tint,
    Weight,
    Words,
    ellipse,
    polyline,
    rectangle,
)

ABOUT, MOTHER, SON, CLUB, CLINIC = "person a", "person b", "person c", "group d", "service e"


def network_scene() -> Scene:
    """Return five spots: one in the middle, one each side of it, and a clinic tied to nobody."""
    marks: list[Mark] = [
        Shape(rectangle(Box(120, 20, 160, 200), 20), Tint.VOICE_SOFT, Tint.VOICE, 1.5, (5, 3)),
        Shape(polyline(((200, 60), (200, 120))), stroke=Tint.INK2, width=1.5),
        Shape(polyline(((200, 120), (200, 190))), stroke=Tint.INK2, width=1.5),
        Shape(polyline(((200, 120), (340, 120))), stroke=Tint.OK, width=2, dash=(2, 3)),
        Shape(ellipse(Box(180, 100, 40, 40)), Tint.SURFACE, Tint.VOICE, 2),
        Shape(ellipse(Box(180, 40, 40, 40)), Tint.SURFACE, Tint.INK, 2),
        Shape(rectangle(Box(182, 172, 36, 36)), Tint.SURFACE, Tint.INK, 2),
        Shape(rectangle(Box(340, 100, 40, 40), 6), Tint.OK_SOFT, Tint.OK, 2),
        Icon("store", 348, 108, 24, Tint.OK),
        Shape(rectangle(Box(20, 30, 40, 40), 6), Tint.INFO, opacity=0.4),
        Words(200, 125, "35", 13, align=Align.MIDDLE),
        Words(230, 118, "Shabana", 12, Tint.VOICE, Weight.SEMI_BOLD, halo=Tint.SURFACE),
        Words(200, 235, "نسرین اختر", 13, Tint.INK, align=Align.MIDDLE),
        Words(380, 160, "মেমরি ক্লিনিক", 12, Tint.INK2, align=Align.END),
    ]
    for at, pattern in enumerate(Pattern):
        area = rectangle(Box(20 + 22 * at, 190, 20, 40))
        marks.append(Shape(area, (Tint.CRISIS, Tint.COPING)[at % 2], pattern=pattern))
    spots = (
        Spot(ABOUT, Box(180, 100, 40, 40), "Shabana, 35", (MOTHER, SON, CLUB)),
        Spot(MOTHER, Box(180, 40, 40, 40), "Nasreen, mum, 68", (ABOUT,)),
        Spot(SON, Box(180, 170, 40, 40), "Idris, son, 9", (ABOUT,)),
        Spot(CLUB, Box(340, 100, 40, 40), "Lunch club: strong", (ABOUT,)),
        Spot(CLINIC, Box(20, 30, 40, 40), "Memory clinic: planned"),
    )
    return Scene(400, 250, tuple(marks), spots)
