"""The pages of a volume, planned: prelims, chapters and their themes, notes, running matter, indexes."""
