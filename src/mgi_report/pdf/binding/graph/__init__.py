"""Parts made by anybody, joined as graphs of objects."""
