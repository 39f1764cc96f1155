"""What every numbered record has: links to others, attachments, and those who watch it."""
