"""Requests of persons about their own data: see, correct, stop, delete; each with its own date.

Home verb: supervise. Law: Luật 91/2025/QH15, Nghị định 356/2025/NĐ-CP; rules DL-*. What a person
wrote is read by that person and the officers of the place alone, and is deleted after a time.
"""
