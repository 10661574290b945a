"""Points and millimetres: PDF measures in points (1/72 inch, ISO 32000-1, 8.3.2.3), pages in millimetres."""

POINTS_PER_MM = 72 / 25.4
MM_PER_POINT = 25.4 / 72

LEAST_TYPE = 7.0
"""The size from which type can be read, in points."""

SAFE_MARGIN = 5.0
"""Type keeps this distance from the trim, in millimetres."""
