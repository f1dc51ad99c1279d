"""Dân chủ nơi làm việc: what agencies, public service units and state enterprises owe their staff.

Which regulation each must have, when it was adopted and reviewed, and whether the yearly conference
was held with enough of its people. Dân biết; Luật 10/2022/QH15, Điều 46–81. Owes the conference of
each year by DCCS-AGY-CONF-01 or DCCS-SOE-CONF-01.
"""
