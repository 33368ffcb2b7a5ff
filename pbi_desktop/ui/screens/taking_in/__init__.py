"""Take in lists: files in, seen before anything is kept, and a way back."""
