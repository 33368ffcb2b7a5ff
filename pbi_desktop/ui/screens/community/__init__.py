"""Community: find a group or place, send somebody there, keep its register."""
