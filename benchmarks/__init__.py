"""Measurements of the program against what people say: not part of the wheel."""
