"""What people of different cases may share: a lead's question, with its reason."""
