"""Denunciations: identity and content sealed for the officers of the case, the conclusion public.

Home verb: supervise. Law: Luật Tố cáo 25/2018/QH14 as amended, rules TC-* of law/deadlines.yaml.
"""
