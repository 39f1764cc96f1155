"""What anybody can be asked to do on any record, and the minutes it took."""
