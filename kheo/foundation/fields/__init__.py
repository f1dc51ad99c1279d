"""What people type, said once: words, phones, days, and forms that two presses send only once.

Every room builds its forms from these, so that a name, a number or a day is taken and refused the
same way wherever it is asked.
"""
