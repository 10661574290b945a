"""Where things lie and what is kept, and the processes that work.

Public: :mod:`places` (a workspace's files before the built-in ones), :mod:`pictures` (which file is meant),
:mod:`files` (what must not be read), :mod:`inputs` (what is read, once in a run), :mod:`cache` (what is kept, by
content), :mod:`keeping` (where that can be), :mod:`clearing` (it goes), :mod:`clock` (dates from the data),
:mod:`workers` (forked processes), :mod:`aside` (a process of its own), :mod:`garbage` (when Python looks for it),
:mod:`later` (libraries that are imported when they are used), :mod:`hearing` (what libraries log), :mod:`crowds` (of
problems) and :mod:`unforeseen` (how what stops a job is told). Of its own are :mod:`elsewhere` (executors of others),
:mod:`leash`, by which those processes end with us, and :mod:`links` (that lead out of a workspace).
"""
