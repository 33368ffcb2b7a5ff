"""The second step: each column beside the field it is read as, and its first values."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal

from pbi_desktop.services.import_wizard_rows import FilesSeen, ListKind, SheetSeen
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.choices import Pick
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import column, panel
from pbi_desktop.ui.kit.widgets.table import Cell, Column, Table
from pbi_desktop.ui.screens.taking_in.parts import (
    StepCard,
    buttons,
    fit_table,
    make_loud,
    say,
    select,
    wrapped,
)
from pbi_desktop.ui.screens.taking_in.words import (
    NOT_READ,
    columns_about,
    doubled,
    field_words,
    unread,
)

_MOST_ROWS = 14


@dataclass(frozen=True)
class ColumnRow:
    """A column of a sheet, as the table shows it."""

    sheet: SheetSeen
    name: str
    field: str
    samples: tuple[str, ...]


class Matching:
    """Which column is read as which field: a person's choice first, then what is suggested."""

    def __init__(self, sheets: Sequence[SheetSeen]) -> None:
        self.sheets = tuple(sheets)
        self._chosen: dict[tuple[str, str], str] = {}

    def choose(self, sheet: str, column: str, field: str) -> None:
        """Read a column as this field; another column that was only suggested for it gives way."""
        self._chosen[sheet, column] = field

    def rows(self) -> Iterator[ColumnRow]:
        """Give every column with its field."""
        for sheet in self.sheets:
            taken = {field for (key, _name), field in self._chosen.items() if key == sheet.key}
            for one in sheet.columns:
                suggested = "" if one.field in taken else one.field
                field = self._chosen.get((sheet.key, one.name), suggested)
                yield ColumnRow(sheet, one.name, field, one.samples)

    def columns(self) -> dict[str, dict[str, str]]:
        """Return the whole matching as it is asked for."""
        found: dict[str, dict[str, str]] = {sheet.key: {} for sheet in self.sheets}
        for one in self.rows():
            found[one.sheet.key][one.name] = one.field
        return found

    def doubled(self) -> tuple[str, list[str]] | None:
        """Return a field that two columns of a sheet were chosen for, and the columns."""
        found = defaultdict[tuple[str, str], list[str]](list)
        for (sheet, name), field in self._chosen.items():
            if field:
                found[sheet, field].append(name)
        return next(((key[1], some) for key, some in found.items() if len(some) > 1), None)


class ColumnsCard(StepCard):
    """Columns and fields; Enter on a column goes to its list of fields."""

    look_wanted = Signal(object)  # Mapping of sheet key to columns

    def __init__(self, privacy: Privacy) -> None:
        super().__init__("2. Columns")
        self._privacy = privacy
        self._kind = ListKind.CASES
        self._matching = Matching(())
        self.about = wrapped()
        self.table: Table[ColumnRow] = Table("Columns of the files", self._columns())
        self.table.show_at_most(_MOST_ROWS)
        self._which = label("", "field")
        self.pick = Pick("Read the column as")
        self._choosing = panel(column(self._which, self.pick, spacing=4))
        self.unread = wrapped("support")
        self.look = Button("Look before anything is kept", Kind.PRIMARY, icon="eye", key="F5")
        for part in (self.about, self.table, self._choosing, self.unread, buttons(self.look)):
            self.add(part)
        self.table.chosen.connect(self._offer)
        self.table.opened.connect(self._go_to_pick)
        self.pick.chosen.connect(self._choose)
        self.look.clicked.connect(self.ask)
        privacy.changed.connect(self._show_again)

    def show_files(self, seen: FilesSeen) -> None:
        """Show the columns of files that are this kind of list."""
        if seen.kind is None:
            return
        self._kind = seen.kind
        self._matching = Matching(seen.sheets)
        make_loud(self.look, loud=True)
        self.show_problem("")
        say(self.about, columns_about(seen.sheets, seen.kind))
        some = bool(seen.sheets)
        for part in (self.table, self._choosing, self.unread):
            part.setVisible(some)
        self._fill()
        if some:
            select(self.table, 0)

    def ask(self) -> None:
        """Ask for a look, unless two columns were chosen for one field."""
        twice = None if self._kind is ListKind.REFERRALS else self._matching.doubled()
        if twice is not None:
            self.show_problem(doubled(*twice))
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.show_problem("")
        self.look_wanted.emit(self._matching.columns())

    @property
    def chosen(self) -> Mapping[str, Mapping[str, str]]:
        """The columns as they are matched now."""
        return self._matching.columns()

    def _fill(self) -> None:
        at = self.table.currentIndex().row()
        rows = list(self._matching.rows())
        self.table.show_rows(rows)
        fit_table(self.table)
        if 0 <= at < len(rows):
            select(self.table, at)
        several = len(self._matching.sheets) > 1
        self.table.setColumnHidden(0, not several)
        names = (
            f"{one.name} ({one.sheet.label})" if several else one.name
            for one in rows
            if not one.field
        )
        say(self.unread, unread(names) if rows else "")

    def _offer(self, row: ColumnRow) -> None:
        self._which.setText(f"Read “{row.name}” as")
        self.pick.setAccessibleName(f"Read {row.name} as")
        known = next(one.field for one in row.sheet.columns if one.name == row.name)
        leave = [("", NOT_READ)] if row.sheet.may_leave_out or not known or not row.field else []
        fields = sorted(((one, field_words(one)) for one in row.sheet.fields), key=lambda p: p[1])
        self.pick.set_options([*leave, *fields])
        self.pick.choose(row.field)

    def _go_to_pick(self, _row: ColumnRow) -> None:
        self.pick.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, field: str) -> None:
        row = self.table.current
        if row is None:
            return
        self._matching.choose(row.sheet.key, row.name, field)
        self.show_problem("")
        self._fill()

    def _show_again(self) -> None:
        self.table.viewport().update()

    def _columns(self) -> tuple[Column[ColumnRow], ...]:
        return (
            Column("Sheet", lambda row: Cell(row.sheet.label, tone="ink2")),
            Column("Column", lambda row: Cell(row.name, role="dense-strong")),
            Column("Read as", _read_as),
            Column("First values", self._samples),
        )

    def _samples(self, row: ColumnRow) -> Cell:
        said = "  ·  ".join(row.samples)
        shown = self._privacy.detail(said) if self._kind.is_about_people else said
        return Cell(shown or "Empty", tone="ink2" if row.samples else "ink3")


def _read_as(row: ColumnRow) -> Cell:
    tone = "ink" if row.field else "ink3"
    return Cell(field_words(row.field), tone=tone, icon="check" if row.field else "minus")
