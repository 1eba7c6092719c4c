"""`python -m mtreview` is `mtreview`."""

import sys


def main() -> None:
    """Run the command line; an interrupt while it is still being imported is one line too."""
    try:
        from mtreview.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.stderr.write("mtreview: interrupted\n")
        sys.exit(130)


if __name__ == "__main__":  # a worker process on Windows and macOS imports this module too
    main()
