"""HTML → PDF, and everything that the engine had to say; the only room with WeasyPrint.

Public: :mod:`documents` (what goes in and comes out), :mod:`engine` (the typesetter), :mod:`attempts` (documents that
are laid out until one takes the pages it should), :mod:`finish` (metadata, page labels and streams, on the engine's own
objects before they are written), :mod:`twins` (pages that two files share) and :mod:`office` (files for word processors
and slides).
"""
