"""The front door: who is this? Search before create, and open the right case."""
