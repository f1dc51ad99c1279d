"""Complaints: two instances, each with its clock, from the paper to the final decision.

Home verb: supervise. Law: Luật Khiếu nại 02/2011/QH13 (amended by Luật 136/2025/QH15),
NĐ 124/2020; rules KN-* of law/deadlines.yaml, law/complaints.yaml, law/grounds.yaml. Owes:
acceptance, a decision, sending and (second time) publishing it, each on a legal date.
"""
