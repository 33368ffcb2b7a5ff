"""The one history of the schema, for both databases; each step applies whole or not at all."""
