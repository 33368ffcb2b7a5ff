"""All threads, and which of them a household's story is made of."""

from pbi_desktop.demo import threads_money
from pbi_desktop.demo.dice import Dice
from pbi_desktop.demo.households import Home
from pbi_desktop.demo.residents import Part
from pbi_desktop.demo.thread import Thread

ALL: tuple[Thread, ...] = (*threads_money.THREADS,)


def choose(dice: Dice, home: Home, fullness: float) -> tuple[Thread, ...]:
    """Return the threads of a story that fits these people, the main one first."""
    parts = {person.part for person in home.people}
    fitting = [thread for thread in ALL if thread.about is None or Part(thread.about) in parts]
    count = dice.between(1, 3) if fullness > 0.5 else 1 + (dice.random() < 0.3)
    return tuple(dice.some(fitting, count))
