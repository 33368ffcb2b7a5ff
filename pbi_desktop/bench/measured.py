"""What a bench hands back for each thing that it compares."""

Measured = tuple[str, str, tuple[float, ...], float, float]
"""What, against which floor, the ratio of each round, the target, and the stretch beyond it."""
