"""Services of the outside world as local servers that speak their makers' shapes and can be told to
misbehave.
"""
