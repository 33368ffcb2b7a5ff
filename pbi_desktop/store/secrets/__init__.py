"""The keys of the encrypted file: how they are made, wrapped, kept and given back."""
