"""A person's own plan on the screen, large and alone, for the person to read."""
