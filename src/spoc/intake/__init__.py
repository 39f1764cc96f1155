"""What comes in becomes work: a letter is read, its sender known, its conversation found."""
