"""Feedback and proposals: from a phone to an answer with proof, a rating, one reopening."""
