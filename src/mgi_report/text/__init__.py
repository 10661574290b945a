"""Text as a reader of a language gets it: chosen, set, parted, ordered, measured.

Public: :mod:`markup` (inline markup → runs), :mod:`reader` (texts chosen and set), :mod:`typography` (quotation marks,
spaces, dashes), :mod:`languages` (messages, dates, countries), :mod:`catalogues` (of messages), :mod:`conventions`
(what is known of a language beside), :mod:`collation` (order of names), :mod:`hyphenation`, :mod:`long_words` (parted
where no pattern knows), :mod:`widths` (of words in the real fonts), :mod:`hypertext` (HTML as it is read),
:mod:`bullets` (marks that came with a list), :mod:`sizes` (of files, in words), :mod:`spoken` (pages that links speak
of), :mod:`printable` (on a terminal), :mod:`turned` (words that run to the left, as they are read) and :mod:`units`
(points and millimetres).
"""
