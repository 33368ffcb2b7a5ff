"""The ring round a family: where each service, group and friend stands, and how links go."""
