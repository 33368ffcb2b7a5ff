"""The papers of a case: shown, attached, opened as copies, and letters written."""
