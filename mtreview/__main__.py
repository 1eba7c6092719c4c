"""`python -m mtreview` is `mtreview`."""

from mtreview.cli import main

if __name__ == "__main__":  # a worker process on Windows and macOS imports this module too
    main()
