"""What each tint looks like on paper: the colours of the program's light theme."""

from pbi_desktop.domain.scene import Tint

PAPER: dict[Tint, str] = {
    Tint.CANVAS: "#F6F3EC",
    Tint.SURFACE: "#FFFFFF",
    Tint.SUNKEN: "#EEEAE0",
    Tint.INK: "#1A2427",
    Tint.INK2: "#47555A",
    Tint.INK3: "#5F6B6E",
    Tint.CONTROL: "#7B8280",
    Tint.LINE: "#DDD7CA",
    Tint.PRIMARY: "#0E5C68",
    Tint.PRIMARY_SOFT: "#DCECEC",
    Tint.VOICE: "#6E3A7C",
    Tint.VOICE_SOFT: "#F5EDF6",
    Tint.DANGER: "#A3211B",
    Tint.DANGER_SOFT: "#FBE8E4",
    Tint.WARN: "#7D4A00",
    Tint.WARN_SOFT: "#FCEFD2",
    Tint.OK: "#1B6239",
    Tint.OK_SOFT: "#E1F0E4",
    Tint.INFO: "#2A5599",
    Tint.INFO_SOFT: "#E4ECF8",
    Tint.CRISIS: "#7C1B33",
    Tint.NOT_COPING: "#B8480A",
    Tint.COPING: "#4A64AE",
    Tint.ADAPTED: "#0F7263",
    Tint.THRIVING: "#0B4F8A",
}
