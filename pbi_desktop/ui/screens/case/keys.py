"""The keys of the case, the pages of the guide for its tabs, and forms that no address names."""

from pbi_desktop.ui.kit.ports import Shortcut
from pbi_desktop.ui.screens.case.ports import Tab
from pbi_desktop.ui.screens.case.sharing_words import SHARE
from pbi_desktop.ui.screens.case.wishes import Form

OF_A_RECORD = (Form.LINE, Form.CONFIRM, Form.CORRECT, Form.MARK, Form.MOVE_NOTE, Form.ANSWER)
"""The forms that no address can name: they are about one line."""
GUIDES = {
    Tab.NETWORK.value: "networks",
    Tab.PLAN.value: "plan-and-dates",
    Tab.MONEY.value: "reviews-and-money",
    Tab.SHARING.value: "who-sees-what",
}
OWN_PLAN = "Show them their plan, or print it for them"
KEYS = (
    Shortcut("Ctrl+J", "Jot a note: the line at the foot of the case"),
    Shortcut("Ctrl+Enter", "Keep what is written"),
    Shortcut("/ and Enter", "Step, stage, award, refer, came, risk, phase: opens its form"),
    Shortcut("Ctrl+P", f"{SHARE} with another agency: seen first, then saved"),
    Shortcut("Ctrl+Shift+P", OWN_PLAN),
    Shortcut("Ctrl+Shift+S", "In the papers: file the newest scan to this case"),
    Shortcut("Ctrl+Shift+C", "Record what they say about sharing"),
    Shortcut("Ctrl+Shift+Y", "Why can't I see this?"),
    Shortcut("Ctrl+Tab", "Next part of the case"),
    Shortcut("Ctrl+Shift+F", "Find in the story"),
    Shortcut("Enter", "In the story: open an entry in whole; F6 goes there and back"),
    Shortcut("Esc", "In the story: close the entry, then show all again"),
    Shortcut("Space", "In the steps: done"),
    Shortcut("M", "In the steps: move to another day"),
    Shortcut("F2 and Delete", "In the plan: change a need or a goal, take it away"),
    Shortcut("T, F2, Delete", "In the network: add a tie, change it, end it"),
    Shortcut("1 to 6", "In the network: say how a tie is, from strong to cut off"),
    Shortcut("N", "In the network: the next tie of whoever you are on"),
    Shortcut("Alt+Arrows", "In the picture: move whoever you are on"),
    Shortcut("F6", "In the network: from the picture to the words, and back"),
    Shortcut("Arrows, Home", "In the picture: along the ties, back to whom it is about"),
    Shortcut("Ctrl+Arrows", "In the picture: to whatever is nearest"),
    Shortcut("+, - and 0", "In the picture: nearer, farther, the whole"),
    Shortcut("PgUp, PgDn", "In a paper: the page before, the next one"),
    Shortcut("+, - and 0", "In a paper: nearer, farther, as it fits"),
    Shortcut("0 to 3", "In a stage review: rate"),
    Shortcut("Esc", "While you view as an agency: see with your own eyes again"),
    Shortcut("Esc", "Put a form aside; what is typed is kept as a draft"),
)
