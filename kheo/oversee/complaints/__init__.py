"""Complaints: two instances, each with its clock, from the paper to the final decision.

Home verb: supervise. Law: Luật Khiếu nại 02/2011/QH13 as amended, rules KN-* of law/deadlines.yaml.
"""
