"""Team day: what a lead has to see to at a site, and puts right."""
