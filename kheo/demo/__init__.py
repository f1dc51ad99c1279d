"""An invented year for trying Khéo out: marked as demo everywhere, the same each time."""
