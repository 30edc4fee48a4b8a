"""Discord: slash commands, buttons and menus; in servers, direct messages and as an app people
install for themselves.
"""
