"""The program: ``mgi-report``, or ``python -m mgi_report``.

Apart from the commands, so that Ctrl-C is answered in one line while they are still being imported.
"""

import os
import signal


def main() -> None:
    """Run what the command line says and exit."""
    signal.signal(signal.SIGINT, _stop_at_once)
    from .cli import main as program

    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        program()
    except KeyboardInterrupt:  # in the moments before and after what the program foresees
        _stop_at_once()
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # Python's own end says nothing either


def _stop_at_once(*_: object) -> None:
    """End where nothing is being done; an exception might be raised, and swallowed, in the middle of an import."""
    os.write(2, b"stopped\n")
    os._exit(130)


if __name__ == "__main__":
    main()
