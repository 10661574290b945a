"""One package to send: what a build made of some cities or regions in a zip, with a note of what is in it, and where
asked for as the draft of a mail.

Public: :mod:`packing` (what is asked → a package).
"""
