"""The exercise on the screen: a library, a lobby, a team's table, reports and the ending.

A screen knows a `Table` (what its seat may see, made in `seat`) and hands it to its panes, one widget each. Whatever a
scenario or a player wrote is shown through `prose`, never as markup.
"""
