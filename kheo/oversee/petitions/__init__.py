"""Feedback and proposals (phản ánh, kiến nghị): from a phone to an answer with proof.

Citizens get a code at once, a legal date with its reasons, the name of who answers
for it, an answer that they rate and may send back once. Home verbs: check and
supervise. Law: the deployment's rule for feedback (`KHEO_FEEDBACK_RULE` in `law/`),
Law on Citizen Reception for paper and counter. Owes: one duty, `petition.answer`.
"""
