"""The life of a handover, in the order it is lived, each step one function.

add_supplier, change_supplier       whom work is handed over to
hand_over, rewrite_handover         write what the supplier is to do
send_handover                       send it: the supplier's promised time begins
acknowledge_handover, begin_handover    the supplier has it, and works on it
ask_back, answer_handover           the supplier needs something, or has done it
hear_supplier, note_undelivered     what came by mail
write_to_supplier, note_handover    what we say to the supplier, and among ourselves
accept_answer, return_answer        it is what was asked, or not yet
withdraw_handover, close_handover   taken back, or done with for good
remind_supplier                     its time runs out, or is over
tell_broken                         the supplier did not keep its promise
"""

from spoc.suppliers.activities.hand_over import (
    Order,
    hand_over,
    rewrite_handover,
    send_handover,
)
from spoc.suppliers.activities.hear import hear_supplier, note_undelivered
from spoc.suppliers.activities.remind import remind_supplier
from spoc.suppliers.activities.supplier import add_supplier, change_supplier
from spoc.suppliers.activities.supplier_says import (
    acknowledge_handover,
    answer_handover,
    ask_back,
    begin_handover,
)
from spoc.suppliers.activities.we_say import (
    accept_answer,
    close_handover,
    note_handover,
    return_answer,
    tell_broken,
    withdraw_handover,
    write_to_supplier,
)

__all__ = [
    "Order",
    "accept_answer",
    "acknowledge_handover",
    "add_supplier",
    "answer_handover",
    "ask_back",
    "begin_handover",
    "change_supplier",
    "close_handover",
    "hand_over",
    "hear_supplier",
    "note_handover",
    "note_undelivered",
    "remind_supplier",
    "return_answer",
    "rewrite_handover",
    "send_handover",
    "tell_broken",
    "withdraw_handover",
    "write_to_supplier",
]
