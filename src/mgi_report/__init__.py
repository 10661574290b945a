"""Migration governance profiles of cities as print-ready, accessible PDF publications."""

__version__ = "0.1.0"
