"""Soát số liệu: says which printed totals are not the sum of their parts, with the arithmetic.

Plain Python over declared relations (data/relations.yaml); it reads numbers by their address and
keeps nothing. What is missing makes it say "cannot tell", never "wrong".
"""
