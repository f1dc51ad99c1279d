"""Khéo: the place where every voice that comes in ends in an answer by a named person."""
