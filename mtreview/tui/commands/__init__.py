"""What can be done at the desk: commands, which are functions of a bench, and their keys."""
