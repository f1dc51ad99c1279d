"""What the panels of a board say, read from figures, duties, disclosure, returns and targets.

Each source is read once for all panels that ask it, so a board of many charts costs few queries.
"""

from kheo.insight.dashboards.readings.reading import Asked, Mark, Reading, Value

__all__ = ["Asked", "Mark", "Reading", "Value"]
