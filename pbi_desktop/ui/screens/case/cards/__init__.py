"""The cards of the Now tab, one idea each."""
