"""What the desk sees: how satisfied people are, their thanks, and the complaints."""
