"""How sure a share is."""

from math import sqrt

Z_95 = 1.959963984540054
"""The normal distribution's 97.5 % point: 95 % lies within this many standard errors."""


def wilson(n: int, of: int) -> tuple[float, float] | None:
    """Return the 95 % score interval of the share n / of, as shares; nothing where `of` is 0.

    Closed form of Wilson, "Probable inference, the law of succession, and statistical inference",
    J. Am. Stat. Assoc. 22 (1927) 209-212. It stays within 0 and 1 and is right for few cases, where
    the textbook interval is not.
    """
    if not 0 <= n <= of:
        raise ValueError("n lies between 0 and N")
    if of == 0:
        return None
    share, z2 = n / of, Z_95**2
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = Z_95 * sqrt(share * (1 - share) / of + z2 / (4 * of * of)) / (1 + z2 / of)
    # Exactly 0 and 1 at the ends, where rounding would leave a little of either.
    low = 0.0 if n == 0 else max(0.0, middle - half)
    high = 1.0 if n == of else min(1.0, middle + half)
    return low, high
