"""The pages of a snapshot, planned from the widths of words: cover, spread or wide layout, last page."""
