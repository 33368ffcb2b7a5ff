"""Signing in, and the lock: the first window, so it imports no service and no database."""
