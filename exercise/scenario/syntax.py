"""What a YAML parser complains of, in words that help somebody who never heard of tokens."""

from __future__ import annotations

import yaml

from exercise.i18n import _
from exercise.scenario.diagnostics import quoted


def explained(error: yaml.MarkedYAMLError, text: str) -> tuple[int, str, str]:
    """Where in the text a syntax error is, what is wrong, and what would be right."""
    problem = error.problem or ""
    mark = error.problem_mark or error.context_mark
    index = min(mark.index, len(text)) if mark else 0
    opened = error.context_mark
    if problem == "found unexpected end of stream" and opened:
        return opened.index, _("The quotes that open here are never closed"), _("Close them.")
    if problem.startswith("did not find expected ',' or") and opened:
        return index, *_unclosed(problem[-2], opened.line + 1)
    if problem == "found character that cannot start any token":
        return index, *_no_beginning(text[index : index + 1])
    if problem == "did not find expected key" and text[:index].rstrip(" ").endswith(("'", '"')):
        return index, _("The text goes on after its closing quotes"), _("Put all of it into quotes, or none of it.")
    if problem in _SENTENCES:
        message, help = _SENTENCES[problem]
        return index, message, help
    return index, _("This is not valid YAML: {problem}").format(problem=quoted(problem, 80)), ""


def _unclosed(bracket: str, line: int) -> tuple[str, str]:
    return (
        _("A comma or '{bracket}' is missing before this; the bracket was opened in line {line}").format(
            bracket=bracket, line=line
        ),
        _("Inside brackets a text that holds ': ', commas or brackets needs quotes."),
    )


def _no_beginning(char: str) -> tuple[str, str]:
    if char == "\t":
        return _("A tab stands where only spaces can"), _("Indent with spaces.")
    return _("A text can't begin with {char}").format(char=quoted(char)), _("Put the text into quotes.")


_TABS = (_("A tab stands where only spaces can"), _("Indent with spaces."))
_INDENTED = (
    _("This line doesn't stand in line with those that it belongs to"),
    _("Indent all fields of one thing by the same number of spaces, and begin each item of a list with '- '."),
)
_COLON = (
    _("A colon stands where no field can begin"),
    _("Put a text that holds ': ' into quotes or into a | block, or check the indentation."),
)
_STARRED = (_("A text that begins with * or & is not read as text"), _("Put it into quotes."))
_SENTENCES = {
    "mapping values are not allowed in this context": _COLON,
    "found unexpected ':'": _COLON,
    "did not find expected '-' indicator": _INDENTED,
    "did not find expected key": _INDENTED,
    "did not find expected <document start>": _INDENTED,
    "block sequence entries are not allowed in this context": _INDENTED,
    "found a tab character that violates indentation": _TABS,
    "found a tab character where an indentation space is expected": _TABS,
    "did not find expected alphabetic or numeric character": _STARRED,
    "could not find expected ':'": (
        _("This line has no ': '"),
        _("Write 'name: value', or indent it if it goes on with the text above."),
    ),
    "found unknown escape character": (
        _("A backslash has a meaning of its own between double quotes"),
        _("Use single quotes, or write it twice."),
    ),
    "found unexpected document indicator": (
        _("A line '---' or '...' stands inside quotes"),
        _("Close the quotes before it."),
    ),
    "found undefined tag handle": (_("Tags ('!') are not read"), _("Put a text that begins with ! into quotes.")),
    "found incompatible YAML document": (_("This version of YAML is not read"), _("Delete the line '%YAML'.")),
}
