"""The process that draws: the only place that loads the drawing library."""
