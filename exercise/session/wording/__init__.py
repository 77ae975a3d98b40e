"""Where sentences are made: events carry ids and numbers, and here they become words for a reader.

`acts` words what a team can do and why it cannot, `scales` the degrees of things, `causes` why something changed,
`news` what happened, `changed` what it changed. Every sentence goes through gettext; a name is always shown as its
reader knows it.
"""

from exercise.session.wording.acts import act, refusal, the, why_not
from exercise.session.wording.causes import cause
from exercise.session.wording.news import NewsItem, headline, news
from exercise.session.wording.scales import degree, degrees, intent, outlook, status

__all__ = [
    "NewsItem",
    "act",
    "cause",
    "degree",
    "degrees",
    "headline",
    "intent",
    "news",
    "outlook",
    "refusal",
    "status",
    "the",
    "why_not",
]
