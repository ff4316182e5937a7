"""Families and the localities that take them: batch by batch, with prices for what comes later.

Method: Ahani, Gölz, Procaccia, Teytelboym and Trapp, "Dynamic placement in refugee resettlement",
Operations Research 2023: families of a batch are placed so that what each is worth at a locality,
less the price of the places it takes, is greatest; prices are the duals of the same problem over
sampled futures.
"""
