"""Outside parties and the work handed over to them, each with a thread of its own."""
