"""Same person? Likely pairs among those who are known, best first; a person decides each."""
