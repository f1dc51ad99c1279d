"""Vietnamese as people write it: letters, order, numbers, dates and the old encodings.

Plain Python without Django: every room reads, sorts and prints through these modules, so that
hóa and hoá are one word and 1.190 is one thousand one hundred and ninety everywhere.
"""
