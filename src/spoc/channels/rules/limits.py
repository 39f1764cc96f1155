"""How much of one letter is looked at, so that no letter can stop the desk.

Whoever writes decides what a letter holds; these numbers decide what it costs. What is beyond them
is left out of the reading, never out of the raw letter, and the letter says which (`Letter.cut`).
"""

HEADERS = 1_000
HEADER_BLOCK = 300_000  # bytes
HEADER_LENGTH = 60_000  # bytes of one header
SUBJECT = 500
NAME = 200
EMAIL = 254
MESSAGE_ID = 500
REFERENCES = 100
RECIPIENTS = 200

DEPTH = 12  # multiparts inside multiparts
PARTS = 500
ATTACHMENTS = 100
BODY = 12_000_000  # bytes of one text part before it is decoded
FILENAME = 150

TEXT = 1_000_000  # characters kept
QUOTING = 100_000  # characters in which quotes are looked for
QUOTING_LINE = 400  # longer lines cost the quote finder hours
HTML_STRETCHES = 3  # stretches of HTML between plain words
HTML_DEPTH = 200  # deeper than libxml2 reads
TABLE_AREA = 5_000_000  # cells times the longest words: what a table may grow to when padded

WINMAIL = 30_000_000
WINMAIL_OBJECTS = 2_000
WINMAIL_PROPERTIES = 500
