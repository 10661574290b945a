"""The map of a region: its layout, names without overlaps, rings around close places, and the key."""
