"""What people can use and ask for: services and the categories their requests fall in."""
