"""The four types of support request and all that is done with them, from first word to close."""
