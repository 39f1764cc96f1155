"""What those we serve say of the service: how it was, their thanks, and their complaints."""
