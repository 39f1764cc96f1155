"""The settings of channels, the letters in and out, and inviting somebody to sign in."""
