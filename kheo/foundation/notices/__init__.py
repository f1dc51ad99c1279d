"""Messages that leave the house: committed with the data, sent once."""
