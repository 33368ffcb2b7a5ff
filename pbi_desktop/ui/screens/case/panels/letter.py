"""A letter to write: which template, what its fields say, whom it goes to; safe or not at all."""

from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.domain.ids import AgencyId
from pbi_desktop.domain.letters import FIELD_WORDS, LetterTo, fields_of, missing_fields
from pbi_desktop.services.letters_rows import LetterDraft, LetterWish
from pbi_desktop.ui.kit.ports import Tone
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.kit.widgets.choices import Check, Pick
from pbi_desktop.ui.kit.widgets.fields import LineField, TextField
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Columns
from pbi_desktop.ui.kit.widgets.notices import Notice
from pbi_desktop.ui.screens.case.form import PlaceForm
from pbi_desktop.ui.screens.case.panels.named import named, placed
from pbi_desktop.ui.screens.case.tab_order import order_tabs
from pbi_desktop.ui.screens.case.wishes import Form, Wish
from pbi_desktop.ui.screens.case.wishes_papers import MakeLetter

if TYPE_CHECKING:
    from pbi_desktop.domain.letters import Template
    from pbi_desktop.services.reports import AgencyChoice

_FILLED_IN = frozenset({"name", "greeting", "worker", "job", "site", "hub", "day", "reference"})
"""What the case and the worker's own record say; asked for only where they do not."""
_LONG = frozenset({"goes_on", "hopes", "request"})
_CHOOSE = ("", "Choose a letter")
_NOBODY = ("", "Nobody with an agreement here")


class LetterForm(PlaceForm):
    """Makes a letter of a template; nothing missing is ever printed as a gap."""

    draft_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(Form.LETTER, "Write a letter", "Make the letter")
        self._draft: LetterDraft | None = None
        self._wanted = ""
        self.template = Pick("Which letter", [_CHOOSE])
        self.agency = Pick("An agency that it goes to", [_NOBODY])
        self.address = LineField("Address on it", placeholder="14 Larch Close, Oldham, OL8 2QW")
        self.agreed = Check("They agreed that I write to somebody else about them")
        self.safety = Notice("", Tone.WARN)
        self.missing = label("", "support", tone="ink2", wrap=True)
        self.beside = TextField(
            "In their language", hint="It goes first, and the English below it.", lines=8
        )
        self.text = TextField("What it says", hint="Words in {braces} are filled in.", lines=8)
        self.fields: dict[str, LineField | TextField] = {
            name: TextField(words, lines=2) if name in _LONG else LineField(words)
            for name, words in FIELD_WORDS.items()
        }
        self._fields = QVBoxLayout()
        self._fields.setSpacing(8)
        self._in_order: tuple[str, ...] = ()
        self._lay_out()
        self.template.chosen.connect(self._ask)
        self.text.changed.connect(self._fit)
        self.beside.changed.connect(self._fit)
        for field in self.fields.values():
            field.changed.connect(self._fit)
        self._fit()

    def _lay_out(self) -> None:
        top = Columns(2, narrowest=320)
        self._agency = placed(named("An agency that it goes to", self.agency))
        self._address = placed(self.address)
        for part in (placed(named("Which letter", self.template)), self._address, self._agency):
            top.add(part)
        self._placed: dict[str, QWidget] = {}
        for name, field in self.fields.items():
            self._placed[name] = placed(field)
            self._fields.addWidget(self._placed[name])
        for part in (top, self.agreed, self.safety):
            self.body.addWidget(part)
        self.body.addLayout(self._fields)
        texts = Columns(2, narrowest=320)
        self._beside = placed(self.beside)
        for part in (self._beside, placed(self.text)):
            texts.add(part)
        for part in (texts, self.missing):
            self.body.addWidget(part)
        self.hold("template", self.template)
        self.hold("address", self.address)
        self.hold("agency", self.agency)
        self.hold("agreed", self.agreed)
        for name, field in self.fields.items():
            self.hold(f"field_{name}", field)
        self.hold("beside", self.beside)
        self.hold("text", self.text)

    def offer(
        self, templates: "tuple[Template, ...]", agencies: "tuple[AgencyChoice, ...]"
    ) -> None:
        """Offer these letters, and these agencies."""
        chosen, agency = self._wanted or self.template.value, self.agency.value
        to = {LetterTo.PERSON: "to them", LetterTo.OTHER: "about them"}
        named_so = [(one.key, f"{one.name} ({to[one.to]})") for one in templates]
        self.template.set_options([_CHOOSE, *named_so])
        self.agency.set_options([_NOBODY, *((str(one.id), one.name) for one in agencies)])
        self.template.choose(chosen)
        self.agency.choose(agency)
        if self.template.value and self._draft is None:
            self.draft_wanted.emit(self.template.value)

    def begin(self) -> None:
        """Start without a letter."""
        super().begin()
        self._draft, self._wanted = None, ""
        self.template.choose("")
        self.agency.choose("")
        self.agreed.setChecked(False)
        for field in (self.address, self.beside, self.text, *self.fields.values()):
            field.set_text("")
        self._fit()
        self._clock.forget()

    def restore(self, values: Mapping[str, str]) -> None:
        """Put back a draft; which letter it is, is chosen as soon as the letters are there."""
        super().restore(values)
        self._wanted = values.get("template", "")
        if self.template.value:
            self.draft_wanted.emit(self.template.value)

    def take_words(self, words: str) -> None:
        """Start with the letter whose name the words begin."""
        self.begin()
        self._wanted = words.split()[0].casefold() if words.split() else ""

    def first_stop(self) -> QWidget:
        """Return which letter."""
        return self.template

    def show_draft(self, draft: LetterDraft) -> None:
        """Show a letter with the case's fields; what was typed stays."""
        before = self._draft
        self._draft = draft
        if before is not None or not self.text.text().strip():
            self.text.set_text(draft.template.text)
            self.beside.set_text(draft.other.text if draft.other is not None else "")
        if not self.address.text().strip() or before is not None:
            self.address.set_text(draft.address)
        for name, field in self.fields.items():
            if not field.text().strip():
                field.set_text(draft.values.get(name, ""))
        self._fit()
        if draft.unsafe:
            announce(self, self.safety.text, urgent=True)

    def wish(self) -> Wish | None:
        """Return the letter to make."""
        draft = self._draft
        if draft is None:
            self.show_problems({"template": "Choose which letter it is."})
            return None
        gaps = {f"field_{name}": "Fill this in." for name in self._missing()}
        if gaps:
            self.show_problems(gaps)
            return None
        other = draft.template.to is LetterTo.OTHER
        agency = AgencyId(UUID(self.agency.value)) if other and self.agency.value else None
        return MakeLetter(
            LetterWish(
                draft.template.key,
                self.text.text(),
                {name: self.fields[name].text() for name in self._asked()},
                self.address.text(),
                agency,
                other and self.agreed.isChecked(),
                self.beside.text() if draft.other is not None else "",
            )
        )

    def _asked(self) -> tuple[str, ...]:
        """Return the fields to ask for: those that the text names, and whom it goes to."""
        draft = self._draft
        if draft is None:
            return ()
        other = ("recipient",) if draft.template.to is LetterTo.OTHER else ()
        named_so = (*other, *fields_of(self.text.text() + self._said_beside()))
        own = {name for name in _FILLED_IN if draft.values.get(name)}
        return tuple(
            dict.fromkeys(one for one in named_so if one in self.fields and one not in own)
        )

    def _said_beside(self) -> str:
        """Return what stands beside the English; nothing where the letter is in English alone."""
        has_other = self._draft is not None and self._draft.other is not None
        return self.beside.text() if has_other else ""

    def _missing(self) -> tuple[str, ...]:
        typed = {name: self.fields[name].text() for name in self._asked()}
        known = dict(self._draft.values) if self._draft is not None else {}
        return missing_fields("".join(f"{{{name}}}" for name in typed), known | typed)

    def _ask(self, key: str) -> None:
        if key:
            self.draft_wanted.emit(key)

    def _fit(self) -> None:
        """Ask for what the text names, and say what is missing before anything is made."""
        draft, asked = self._draft, self._asked()
        other = draft is not None and draft.template.to is LetterTo.OTHER
        self._put_in_order(asked)
        for part in (self._agency, self.agreed):
            part.setVisible(other)
        unsafe = draft.unsafe if draft is not None else ""
        instead = draft.instead if draft is not None else ""
        self._address.setVisible(draft is not None and not unsafe and (other or not instead))
        language = draft.other.language if draft is not None and draft.other is not None else ""
        self._beside.setVisible(bool(language) and not unsafe)
        self.beside.set_label(f"In {language}" if language else "In their language")
        self.text.setVisible(draft is not None and not unsafe)
        self.keep_button.setEnabled(draft is not None and not unsafe)
        self._say_safety(unsafe, instead)
        gaps = ", ".join(FIELD_WORDS[name] for name in self._missing()) if not unsafe else ""
        self.missing.setText(f"Still to fill in: {gaps}." if gaps else "")
        self.missing.setVisible(bool(gaps))

    def _put_in_order(self, asked: tuple[str, ...]) -> None:
        """Ask for these fields alone, in the order in which the letter names them."""
        if asked == self._in_order and asked:
            return
        self._in_order = asked
        for name, part in self._placed.items():
            part.setVisible(name in asked)
        for name in asked:
            self._fields.removeWidget(self._placed[name])
            self._fields.addWidget(self._placed[name])
        order_tabs(self)

    def _say_safety(self, unsafe: str, instead: str) -> None:
        said = unsafe
        if unsafe and instead:
            said = f"{unsafe} Letters for them: {instead}."
        elif instead:
            said = f"This letter goes to: {instead}."
        self.safety.setVisible(bool(said))
        if said:
            self.safety.say(said, Tone.WARN if unsafe else Tone.INFO)
