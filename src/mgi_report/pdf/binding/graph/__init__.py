"""Parts of any origin, joined object by object with pikepdf."""
