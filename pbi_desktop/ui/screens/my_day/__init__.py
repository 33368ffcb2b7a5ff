"""My day: who is at the desk, what is on, what was promised, what is new, and my cases."""
