"""Figures of one theme: the card of an exchange and the table of findings."""
