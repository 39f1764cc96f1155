"""What any product could use: errors, kinds, time, text, files. No word of the trade."""
