"""Reading agreements and clocks."""
