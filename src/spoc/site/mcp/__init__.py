"""The desk for AI agents, by the Model Context Protocol: each acts for a person, as that person.

messages   what is sent and answered: JSON-RPC over HTTP, each call answered in one JSON body
door       who is let in: whoever a token belongs to, and what its scopes allow
toolbox    a tool: what it is asked, what it answers, whether it writes
reading    the tools that look: search, a request, the services there are
knowing    the tools of knowledge: articles searched, read, and proposed
writing    the tools that act: a request, a reply, a note, a classification
approving  the tools of approvals: what waits for the person, and deciding it
face       the address itself
"""
