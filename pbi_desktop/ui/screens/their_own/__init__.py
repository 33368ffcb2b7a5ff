"""What is turned to a person of their own: their plan, and their network."""
