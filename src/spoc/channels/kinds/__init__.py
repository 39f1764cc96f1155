"""The kinds of channel there are, one file each."""
