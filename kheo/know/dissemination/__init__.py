"""Tuyên truyền: what is brought to people in meetings, by people and through channels.

Conferences that study, roll out and review documents, with who came counted and nobody's name kept
longer than needed; communicators of each commune and village and their training; campaigns and
how many people each channel reached. Dân biết; seeds 002 and 004. Owes nothing by law.
"""
