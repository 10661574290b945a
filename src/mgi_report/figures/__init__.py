"""Everything that is drawn; the only room with matplotlib.

Public: :mod:`shapes` (what a figure is made of), :mod:`wheel` (geometry of the wheel), :mod:`snapshot` (wheel and maps
of snapshots), :mod:`comparison` (matrix and map of a region), :mod:`ornaments` (small drawings, QR codes) and
:mod:`land` (is there land near a point).
"""
