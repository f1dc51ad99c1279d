"""An invented, plausible year for trying Khéo out: marked as demo everywhere, the same each time."""
