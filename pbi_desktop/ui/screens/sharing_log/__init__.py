"""The Sharing log: who saw and was told what of a case, as its person could be shown it."""
