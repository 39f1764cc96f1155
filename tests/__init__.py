"""The tests of Spoc, in the folders of the product."""
