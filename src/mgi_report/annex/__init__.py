"""A briefing with annexes: the user's own PDF as it is, with snapshots and other PDFs bound in after it.

``plan`` (what is asked for), ``volume`` (bound, proved, written); ``proof`` compares any bound volume with its parts.
"""
