"""The look of pages as data and templates; the only room with Jinja2.

Public: :mod:`theme` and :mod:`theme_file` (colours, accents, fonts), :mod:`measures` (lengths that pages and plans
share), :mod:`palette` (colours of web pages),
:mod:`coverage` (what the fonts can show), :mod:`editions` (what differs between screen and press),
:mod:`templates` and :mod:`composer` (views → HTML), :mod:`sources` and :mod:`stylesheets` (files, and the way back to
them), :mod:`pictures` (those that must not be drawn), :mod:`calls` and :mod:`overrides` (what pages call for, and what
of a workspace overrides nothing).
"""
