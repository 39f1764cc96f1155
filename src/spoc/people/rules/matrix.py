"""The permission matrix as the tables it is: who reaches what, area by area."""

# C create, R read, U update, A approve, X run a transition, P propose, S statistics only.
# A verb reaches all in the role's scope; o own, g own organisation, q own teams' queues,
# s own services, p addressed to them, l linked records.
MATRIX = """
role contact request note classify override fulfilment proposal catalogue work people audit settings
PR   Co      Co      -    -        -        R          C        Rp        -    -      -     -
US   CRo     CRXo    -    -        -        Co         CRo      R         -    Uo     Ro    -
CU   CRo,Rg  Co,Rg   -    -        -        Co,Ag      CRg,A    Rg        -    -      Rg    -
SU   -       Rp      -    -        -        Xp         -        -         Co   -      -     -
CSR  CRU     CRUX    CR   X        P        CX         CRX      R         CUo  C      R     -
IR   CRq     RUXq    CRq  Xq       P        Xq         R        R         CUo  -      R     -
IC   R       RUX     CR   X        X        X          R        R         R    -      R     -
PA   R       R       CR   -        -        -          -        R         CUo  -      R     -
PM   R       R       CR   -        -        -          -        R         R    -      R     -
CSM  R       RUX     CR   X        A        X          A        R         R    Uq     R     -
CH   -       Rl      Rl   -        -        -          R        R         CUo  -      R     -
CF   -       Rl      -    -        -        -          -        R         CUo  -      R     -
KM   R       R       R    -        -        -          -        R         CUo  -      R     -
SO   R       Rs      R    -        -        As         A        CRUs,As   R    -      R     -
SL   R       R       R    -        -        R          R        CRU       -    -      R     -
SM   -       Rl      R    -        -        -          R        R         Rl   -      R     -
PL   S       S       -    -        -        -          R        R         R    -      R     -
TC   -       -       -    -        -        -          -        -         CUo  -      -     -
AU   R       R       R    -        R        R          R        R         R    R      R     R
AD   -       -       -    -        -        C          -        -         -    CRUX   -     CRUX
"""

# the same of promises, and of who is there to keep them
PROMISES = """
role agreement exemption major handover rota
PR   -         -         -     -        -
US   Rp        -         Rp    -        -
CU   Rg,Ag     -         Rp    -        -
SU   Rp        -         Rp    RUXp     -
CSR  R         -         P     CX       Ro
IR   R         -         P     CXq      Ro
IC   R         P         XA    X        Rq
PA   -         -         -     C        Ro
PM   -         -         R     C        Ro
CSM  RA        A         A     X        RUA
CH   -         -         R     C        Ro
CF   -         -         -     -        Ro
KM   -         -         -     -        Ro
SO   RA        -         R     R        -
SL   CRUXA     A         R     R        -
SM   CRU       -         R     RX       R
PL   R         -         -     -        RU
TC   -         -         -     -        CRUX
AU   R         R         R     R        R
AD   -         -         -     -        -
"""

# the same of configuration items, and of what is announced to many
ITEMS = """
role item      announcement
PR   -         -
US   Ro        -
CU   Rg        -
SU   -         -
CSR  R         CRUX
IR   RP        -
IC   R         CRUX
PA   R         -
PM   R         -
CSM  R         CRUX
CH   R         -
CF   CRUXA     -
KM   -         -
SO   Rs        CRUX
SL   R         -
SM   R         -
PL   R         -
TC   -         -
AU   R         R
AD   -         -
"""

# the same of what people say of the service: surveys, thanks and complaints
FEEDBACK = """
role feedback
PR   -
US   CRo
CU   CRo,Rg
SU   -
CSR  CR
IR   Ro
IC   R
PA   -
PM   -
CSM  CRUXA
CH   -
CF   -
KM   -
SO   R
SL   RUX
SM   R
PL   S
TC   -
AU   R
AD   -
"""

# the same of the procedures that processes are worked by
PROCEDURES = """
role procedure
PR   -
US   Rp
CU   Rp
SU   -
CSR  R
IR   R
IC   RCU
PA   R
PM   RCU
CSM  RCUAX
CH   RCU
CF   R
KM   RCUX
SO   RCUA
SL   RCUAX
SM   RCU
PL   R
TC   R
AU   R
AD   -
"""

# the same of new services: who judges whether they are worth it, decides on them, stands for them
PROPOSALS = """
role filter decision sponsorship
PR   -      -        -
US   -      -        -
CU   -      -        Ag
SU   -      -        -
CSR  R      -        -
IR   -      -        -
IC   -      -        -
PA   -      -        -
PM   -      -        -
CSM  RX     R        R
CH   -      -        -
CF   -      -        -
KM   -      -        -
SO   R      RA       R
SL   R      R        R
SM   -      -        -
PL   -      -        -
TC   -      -        -
AU   R      R        R
AD   -      -        -
"""

# the same of articles: everybody reads what is meant for them; R is to read inside
KNOWLEDGE = """
role article
PR   -
US   Ro
CU   Ro
SU   Rp
CSR  CR
IR   CR
IC   CR
PA   CR
PM   CR
CSM  CR
CH   R
CF   R
KM   CRUXA
SO   R,As
SL   R
SM   R
PL   R
TC   R
AU   R
AD   -
"""

# the same of what can be ordered, and of who has what
OFFERINGS = """
role offering   subscription
PR   -          -
US   -          Ro
CU   -          Ro,Rg
SU   -          -
CSR  R          CRU
IR   R          R
IC   R          R
PA   R          R
PM   R          R
CSM  RX         CRU
CH   R          R
CF   R          R
KM   R          -
SO   R,CUXAs    R,CUs
SL   CRUXA      CRU
SM   R          -
PL   R          -
TC   -          -
AU   R          R
AD   -          -
"""

# the same of visits to self-help: everybody their own, and who answers for what came of them
SELF_HELP = """
role self_help
PR   -
US   Ro
CU   Ro
SU   Ro
CSR  -
IR   -
IC   R
PA   -
PM   -
CSM  R
CH   -
CF   -
KM   R
SO   S
SL   R
SM   -
PL   S
TC   -
AU   R
AD   -
"""

# the same of what machines do for a process
AUTOMATION = """
role automation
PR   -
US   -
CU   -
SU   -
CSR  -
IR   -
IC   -
PA   -
PM   -
CSM  -
CH   -
CF   -
KM   -
SO   RUXo
SL   -
SM   -
PL   -
TC   -
AU   R
AD   CRUX
"""

ALL = (
    MATRIX,
    PROMISES,
    ITEMS,
    FEEDBACK,
    PROCEDURES,
    PROPOSALS,
    KNOWLEDGE,
    OFFERINGS,
    SELF_HELP,
    AUTOMATION,
)
