"""Who waits: arrivals that nobody has seen to, and people who may be known elsewhere."""
