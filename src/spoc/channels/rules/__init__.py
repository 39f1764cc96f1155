"""What is right about letters: read, fold, recognise, mark and compose them, on plain values."""
