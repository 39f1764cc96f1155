"""The intake screen: who, what, save. The rest is read from the words and can be changed."""
