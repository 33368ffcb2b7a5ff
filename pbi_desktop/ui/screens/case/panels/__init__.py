"""The forms that open in place, above the line they were typed in."""
