"""The matrix of themes by places: its layout, its turned head and its marks."""
