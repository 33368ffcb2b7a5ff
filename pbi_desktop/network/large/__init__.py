"""Networks of up to 200,000 nodes: where their nodes stand, and what the network says."""
