"""How fast Spoc is: a large house built by COPY, asked over HTTP, beside plain SQL."""
