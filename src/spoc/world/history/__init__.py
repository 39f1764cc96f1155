"""Three months of requests before now, lived through the activities of the desk.

hours     when people ask
plan      how many, and what becomes of each
cast      who takes part
arrival   how a request comes in
life      its steps by the clock
dues      what falls due by itself meanwhile, and who hears of it
fates     the steps in order, from the first word to where it stands
settle    what follows, done at once
make      all of it, the newest first
"""
