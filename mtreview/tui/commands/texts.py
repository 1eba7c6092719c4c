"""The text as a whole: its views, and the ways in and out of the desk."""

from mtreview.tui import exporting, pasting
from mtreview.tui.bench import Bench
from mtreview.tui.dialogs import Confirm
from mtreview.tui.passage import View


def view(bench: Bench) -> None:
    """Show the document in the next of its views."""
    turned = bench.page.turn()
    bench.screen.set_class(turned is View.BESIDE, "-beside")  # two columns take the panel's place
    bench.show_view()
    bench.point()
    bench.say(f"Shown: {turned}. v goes on.")


def paste(bench: Bench) -> None:
    """Take in a text of which there is no file yet."""
    pasting.begin(bench.ask, bench.screen.post_message, bench.job.path.parent)


def copy(bench: Bench) -> None:
    """Copy the corrected text to the clipboard."""
    bench.screen.app.copy_to_clipboard(bench.desk.corrected())
    bench.say("The corrected text was sent to the clipboard of the terminal.")


def export(bench: Bench) -> None:
    """Write the corrected text."""

    def then(answer: str, _choice: int) -> None:
        path = exporting.target(bench.job, answer)
        if not path.exists():
            bench.say(exporting.write(bench.job, path, force=False))
            return

        def overwrite(agreed: bool | None) -> None:
            if agreed:
                bench.attempt(lambda: bench.say(exporting.write(bench.job, path, force=True)))
            else:
                bench.say("Nothing was written.")

        bench.screen.app.push_screen(Confirm(f"{path} exists already. Write over it?"), overwrite)

    bench.ask("Write the corrected text to", then, str(exporting.beside(bench.job.path)))
