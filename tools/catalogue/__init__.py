"""Whether the embedded catalogue is sound and full enough, and the page that shows what is in
it.
"""
