"""Opening a case in an emergency, and looking at it afterwards."""
