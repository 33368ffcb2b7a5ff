"""The settings of this computer: each choice works at once, and the window shows what is so."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pbi_desktop.bootstrap.computer import AtThisComputer
from pbi_desktop.services.this_computer import computer_of
from pbi_desktop.store.secrets.keyring_slot import KeyringEntry
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.shell import Shell, ShellFacts
from pbi_desktop.ui.shell.computer import ComputerCard
from pbi_desktop.ui.shell.pages import SettingsPage
from tests.cli.demo_store import copied, lock_up
from tests.support.keyrings import ALLOWED_IN_TESTS, InMemoryKeyring


@dataclass
class Settings:
    """The settings of a window on one store."""

    shell: Shell
    store: Path

    @property
    def card(self) -> ComputerCard:
        page = self.shell.screen_at("settings")
        assert isinstance(page, SettingsPage)
        return page.computer

    def press(self, name: str) -> None:
        """Press a choice by keyboard."""
        chip = next(
            one
            for choice in (self.card.who, self.card.minutes)
            for one in choice._chips.values()
            if one.accessibleName() == name
        )
        chip.setFocus()
        QTest.keyClick(chip, Qt.Key.Key_Space)
        QApplication.processEvents()


def settings_of(qtbot: QtBot, store: Path) -> Settings:
    kept = QSettings(str(store.with_name("w.ini")), QSettings.Format.IniFormat)
    facts = ShellFacts(
        "Holts", "Leah Ogden", "Key worker", "Holts", "w1", AtThisComputer(store, None)
    )
    shell = Shell(facts, [], kept, Privacy())
    qtbot.addWidget(shell)
    shell.show()
    shell.go("settings")
    return Settings(shell, store)


@pytest.fixture
def settings(qtbot: QtBot, tmp_path: Path) -> Settings:
    return settings_of(qtbot, copied(tmp_path / "team.pbi"))


def test_the_minutes_are_chosen_and_kept_and_at_most_ten(settings: Settings) -> None:
    assert settings.shell._idle._timer.interval() == 5 * 60_000
    settings.press("Lock when nobody has touched it for: 10 minutes")
    assert computer_of(settings.store).lock_minutes == 10
    assert settings.shell._idle._timer.interval() == 10 * 60_000


def test_a_shared_computer_locks_after_three_minutes_at_most(settings: Settings) -> None:
    settings.press("Who uses it: Several people share it")
    assert settings.shell._idle._timer.interval() == 3 * 60_000
    assert "three at most" in settings.card.words
    settings.press("Lock when nobody has touched it for: 10 minutes")
    assert settings.card.minutes.value == "3"
    settings.press("Lock when nobody has touched it for: 1 minute")
    assert settings.shell._idle._timer.interval() == 60_000


def test_nobody_shares_a_computer_that_would_lock_them_out(qtbot: QtBot, tmp_path: Path) -> None:
    ring = KeyringEntry(InMemoryKeyring(), ALLOWED_IN_TESTS)
    settings = settings_of(qtbot, lock_up(copied(tmp_path / "team.pbi"), (ring, None)))
    settings.press("Who uses it: Several people share it")
    assert settings.card.who.value == "own"
    assert settings.card.refusal.isVisible()
    assert not computer_of(settings.store).shared
