"""What was shared of a case: the copies, whom to tell today, what is asked back, and the log."""
