"""The ageing list of referrals and signposts."""
