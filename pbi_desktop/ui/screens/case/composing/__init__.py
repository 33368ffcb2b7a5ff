"""The line that takes notes and commands from anywhere in a case."""
