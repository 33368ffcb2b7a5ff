"""The one style sheet of every window, from the tokens. What it cannot say, widgets paint."""

from pbi_desktop.ui.kit.tokens import TEXT, TONES, Look


def style_sheet(look: Look) -> str:
    """Return the style sheet of a look."""
    return "\n".join(
        (*_labels(look), _surfaces(look), _inputs(look), _tables(look), _bars(look), _tabs(look))
    )


def _labels(look: Look) -> list[str]:
    p = look.palette
    # Qt takes a label for markup that looks like it: no label of a window, not even Qt's own.
    rules = ["QLabel { qproperty-textFormat: PlainText; }"]
    rules += [
        f'QLabel[role="{role}"] {{ font-size: {round(s.px * look.scale)}px;'
        f" font-weight: {s.weight}; color: {getattr(p, s.tone)}; }}"
        for role, s in TEXT.items()
    ]
    rules += [f'QLabel[tone="{tone}"] {{ color: {getattr(p, tone)}; }}' for tone in TONES]
    rules.append(f"QLabel:disabled {{ color: {p.ink3}; }}")
    return rules


def _surfaces(look: Look) -> str:
    p = look.palette
    return f"""
QMainWindow, QDialog, *[surface="canvas"] {{ background: {p.canvas}; }}
*[surface="surface"] {{ background: {p.surface}; }}
*[surface="sunken"] {{ background: {p.sunken}; }}
*[surface="clear"], QScrollArea {{ background: transparent; border: none; }}
QToolTip {{ background: {p.ink}; color: {p.surface}; border: 1px solid {p.ink};
    padding: 4px 6px; font-size: {round(13 * look.scale)}px; }}
"""


def _inputs(look: Look) -> str:
    p, px = look.palette, round(15 * look.scale)
    height = round(look.density.control * look.scale) - 4
    return f"""
QLineEdit, QPlainTextEdit {{
    background: {p.surface}; color: {p.ink}; border: 1px solid {p.control}; border-radius: 8px;
    selection-background-color: {p.primary}; selection-color: {p.on_primary};
    placeholder-text-color: {p.ink3}; font-size: {px}px; }}
QLineEdit {{ min-height: {height}px; padding: 1px 11px; }}
QPlainTextEdit {{ padding: 6px 8px; }}
QLineEdit:disabled, QPlainTextEdit:disabled {{ background: {p.sunken}; color: {p.ink3}; }}
QLineEdit[problem="true"], QPlainTextEdit[problem="true"] {{ border: 2px solid {p.danger}; }}
*[voice="true"] {{ background: {p.voice_soft}; }}
"""


def _tables(look: Look) -> str:
    p = look.palette
    return f"""
QTableView, QListView {{ background: {p.surface}; color: {p.ink}; border: none; outline: none;
    font-size: {round(14 * look.scale)}px; gridline-color: {p.line};
    selection-background-color: {p.primary_soft}; selection-color: {p.ink}; }}
QHeaderView {{ background: {p.surface}; border: none; }}
QHeaderView::section {{ background: {p.surface}; color: {p.ink2}; border: none;
    border-bottom: 1px solid {p.control}; padding: 4px 8px;
    font-size: {round(13 * look.scale)}px; font-weight: 600; }}
QTableCornerButton::section {{ background: {p.surface}; border: none; }}
"""


def _bars(look: Look) -> str:
    p = look.palette
    return f"""
QScrollBar:vertical {{ background: transparent; width: 14px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 14px; margin: 0; }}
QScrollBar::handle {{ background: {p.control}; border-radius: 4px; margin: 3px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QMenu {{ background: {p.surface}; color: {p.ink}; border: 1px solid {p.control};
    border-radius: 4px; padding: 4px; font-size: {round(14 * look.scale)}px; }}
QMenu::item {{ padding: 6px 20px; border-radius: 4px; }}
QMenu::item:selected {{ background: {p.primary_soft}; color: {p.ink}; }}
QMenu::item:disabled {{ color: {p.ink3}; }}
"""


def _tabs(look: Look) -> str:
    p = look.palette
    return f"""
QTabBar {{ background: transparent; font-size: {round(15 * look.scale)}px; }}
QTabBar::tab {{ background: transparent; color: {p.ink2}; border: none; padding: 8px 14px 8px 14px;
    border-bottom: 3px solid transparent; font-weight: 500; }}
QTabBar::tab:selected {{ color: {p.primary}; border-bottom: 3px solid {p.primary};
    font-weight: 600; }}
QTabBar::tab:hover:!selected {{ color: {p.ink}; border-bottom: 3px solid {p.line}; }}
QTabBar::scroller {{ width: {round(28 * look.scale)}px; }}
QComboBox {{ background: {p.surface}; color: {p.ink}; border: 1px solid {p.control};
    border-radius: 8px; padding: 1px 11px; font-size: {round(15 * look.scale)}px;
    min-height: {round(look.density.control * look.scale) - 4}px; }}
QComboBox:disabled {{ background: {p.sunken}; color: {p.ink3}; }}
QComboBox::drop-down {{ border: none; width: {round(30 * look.scale)}px; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox QAbstractItemView {{ border: 1px solid {p.control}; padding: 4px;
    background: {p.surface}; }}
QComboBox QAbstractItemView::item {{ min-height: {round(30 * look.scale)}px; }}
"""
