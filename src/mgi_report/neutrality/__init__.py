"""What would rank places by accident, in words, templates, pages and figures.

Public: :mod:`words` (the words that rank), :mod:`check` (the guard over what we write), :mod:`profiles` (the guard over
what profiles hold beside their findings), :mod:`pages` (the guard over finished pages and figures), :mod:`scripts`
(the guard over the script of web pages) and :mod:`sheets` (that over style sheets).
"""
