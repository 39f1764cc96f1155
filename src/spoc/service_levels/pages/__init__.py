"""The settings of promises: calendars, and agreements in all their states."""
