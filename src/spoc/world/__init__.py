"""The invented organisation for tests, demonstration and documentation."""
