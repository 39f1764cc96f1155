"""Settings, addresses and the one application that serves them."""
