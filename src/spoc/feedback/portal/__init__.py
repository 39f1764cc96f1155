"""What those we serve see: the question how it was, their thanks, and their complaints."""
