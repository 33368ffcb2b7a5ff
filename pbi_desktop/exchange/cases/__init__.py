"""A team's own spreadsheets of people, cases, stages and gains."""
