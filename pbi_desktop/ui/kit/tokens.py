"""Colours, sizes and weights as data: the only place where the look is written down. No Qt."""

from dataclasses import dataclass, field

FAMILY = "Atkinson Hyperlegible Next"
FALLBACK_FAMILIES = ("Noto Naskh Arabic", "Noto Sans Bengali")


@dataclass(frozen=True)
class Palette:
    """One set of colours. Soft fills carry text; `line` is decoration and carries nothing."""

    name: str
    canvas: str
    surface: str
    sunken: str
    ink: str
    ink2: str
    ink3: str
    control: str
    line: str
    primary: str
    on_primary: str
    primary_soft: str
    voice: str
    voice_soft: str
    danger: str
    danger_soft: str
    warn: str
    warn_soft: str
    ok: str
    ok_soft: str
    info: str
    info_soft: str
    rail: str
    rail_selected: str
    rail_ink: str
    rail_ink2: str
    ribbon: str
    ribbon_plain: str
    ribbon_viewing: str
    ribbon_ink: str
    view_as: str
    focus: str
    badge: str
    on_badge: str
    stages: tuple[str, ...]
    dark: bool = False
    soft_fills: bool = True


LIGHT = Palette(
    name="light",
    canvas="#F6F3EC",
    surface="#FFFFFF",
    sunken="#EEEAE0",
    ink="#1A2427",
    ink2="#47555A",
    ink3="#5F6B6E",
    control="#7B8280",
    line="#DDD7CA",
    primary="#0E5C68",
    on_primary="#FFFFFF",
    primary_soft="#DCECEC",
    voice="#6E3A7C",
    voice_soft="#F5EDF6",
    danger="#A3211B",
    danger_soft="#FBE8E4",
    warn="#7D4A00",
    warn_soft="#FCEFD2",
    ok="#1B6239",
    ok_soft="#E1F0E4",
    info="#2A5599",
    info_soft="#E4ECF8",
    rail="#14343B",
    rail_selected="#22505A",
    rail_ink="#F4F1E8",
    rail_ink2="#B9CBCB",
    ribbon="#5A1230",
    ribbon_plain="#37474C",
    ribbon_viewing="#1F4B8F",
    ribbon_ink="#FFFFFF",
    view_as="#1F4B8F",
    focus="#FFBF1F",
    badge="#F2B84B",
    on_badge="#14343B",
    stages=("#7C1B33", "#B8480A", "#4A64AE", "#0F7263", "#0B4F8A"),
)

DARK = Palette(
    name="dark",
    canvas="#101819",
    surface="#182325",
    sunken="#202D30",
    ink="#EEF2F0",
    ink2="#BCC8C9",
    ink3="#98A7A9",
    control="#7F9093",
    line="#32444A",
    primary="#74CBD3",
    on_primary="#06262B",
    primary_soft="#173A40",
    voice="#D9B2E4",
    voice_soft="#33233A",
    danger="#FF9A8F",
    danger_soft="#43211F",
    warn="#F3C169",
    warn_soft="#3D2E12",
    ok="#86D6A2",
    ok_soft="#17352A",
    info="#9CC0F7",
    info_soft="#1D2F4A",
    rail="#0B1213",
    rail_selected="#1C3338",
    rail_ink="#F1F4F1",
    rail_ink2="#A9BABB",
    ribbon="#6B1A3B",
    ribbon_plain="#37474C",
    ribbon_viewing="#1F4B8F",
    ribbon_ink="#FFFFFF",
    view_as="#1F4B8F",
    focus="#FFCF4D",
    badge="#F2B84B",
    on_badge="#14343B",
    stages=("#F08CA5", "#F5A05A", "#9DB2F2", "#5FCDB8", "#7CC4F5"),
    dark=True,
)


def high_contrast(ground: str = "#000000", ink: str = "#FFFFFF", mark: str = "#FFE14D") -> Palette:
    """Return a palette of one ground, one ink and one mark: no soft fills, lines in full ink."""
    return Palette(
        name="contrast",
        canvas=ground,
        surface=ground,
        sunken=ground,
        ink=ink,
        ink2=ink,
        ink3=ink,
        control=ink,
        line=ink,
        primary=mark,
        on_primary=ground,
        primary_soft=ground,
        voice=ink,
        voice_soft=ground,
        danger=ink,
        danger_soft=ground,
        warn=ink,
        warn_soft=ground,
        ok=ink,
        ok_soft=ground,
        info=ink,
        info_soft=ground,
        rail=ground,
        rail_selected=ground,
        rail_ink=ink,
        rail_ink2=ink,
        ribbon=ground,
        ribbon_plain=ground,
        ribbon_viewing=ground,
        ribbon_ink=ink,
        view_as=ground,
        focus=mark,
        badge=mark,
        on_badge=ground,
        stages=(ink,) * 5,
        dark=luminance(ground) < luminance(ink),
        soft_fills=False,
    )


@dataclass(frozen=True)
class TextStyle:
    """One step of the type scale: size in pixels at 100 %, weight, and its usual colour."""

    px: int
    weight: int
    tone: str = "ink"


TEXT: dict[str, TextStyle] = {
    "meta": TextStyle(12, 400, "ink2"),
    "support": TextStyle(13, 400, "ink2"),
    "dense": TextStyle(14, 400),
    "dense-strong": TextStyle(14, 600),
    "column": TextStyle(13, 600, "ink2"),
    "body": TextStyle(15, 400),
    "strong": TextStyle(15, 600),
    "field": TextStyle(14, 600),
    "card": TextStyle(16, 600),
    "quote": TextStyle(19, 500),
    "panel": TextStyle(20, 600),
    "page": TextStyle(25, 600),
    "figure": TextStyle(32, 700),
}

TONES = (
    "ink",
    "ink2",
    "ink3",
    "primary",
    "voice",
    "danger",
    "warn",
    "ok",
    "info",
    "rail_ink",
    "rail_ink2",
    "ribbon_ink",
    "surface",
    "on_primary",
)


@dataclass(frozen=True)
class Density:
    """Heights of rows and controls at 100 %."""

    name: str
    row: int
    control: int


COMFORTABLE = Density("comfortable", row=37, control=40)
COMPACT = Density("compact", row=30, control=32)


@dataclass(frozen=True)
class Look:
    """What the worker chose: colours, text size and density."""

    palette: Palette = field(default_factory=lambda: LIGHT)
    scale: float = 1.0
    density: Density = COMFORTABLE


def luminance(colour: str) -> float:
    """Return the relative luminance of `#RRGGBB`, by WCAG 2.2."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21, by WCAG 2.2."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
