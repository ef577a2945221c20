"""Nasty files, one nastiness each, with what is expected of each; `python -m support.nasty FOLDER`
(from `tests`) writes them all."""
