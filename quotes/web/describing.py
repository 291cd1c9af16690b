"""The description of the API, after OpenAPI 3.1, made of the questions and the annotations of their rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from quotes.web.answers import Question
from quotes.web.parameters import Parameter
from quotes.web.showing import say

_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}


def description(questions: Sequence[Question]) -> dict[str, Any]:
    """Return the description of what can be asked, as JSON has it."""
    from quotes import __version__

    return {
        "openapi": "3.1.0",
        "info": {"title": "quotes", "version": __version__, "description": say("api_is")},
        "paths": {f"{one.path}{kind}": {"get": _get(one, kind)} for one in questions for kind in (".json", ".csv")},
        "components": {"schemas": {"Problem": _PROBLEM, **_schemas(questions)}},
    }


def _get(question: Question, kind: str) -> dict[str, Any]:
    in_path = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string", "pattern": "^[a-z2-7]{1,12}$"}}
        for name in question.given
    ]
    shown = _answer(question) if kind == ".json" else {"type": "string"}
    media = "application/json" if kind == ".json" else "text/csv"
    return {
        "operationId": question.name + kind.replace(".", "_"),
        "summary": question.doc,
        "parameters": [*in_path, *map(_parameter, question.parameters)],
        "responses": {
            "200": {"description": say("api_found"), "content": {media: {"schema": shown}}},
            "302": {"description": say("api_moved"), "headers": {"location": {"schema": {"type": "string"}}}},
            **{
                str(status): {
                    "description": say(f"status_{status}"),
                    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
                }
                for status in (400, 404, 409, 503)
            },
        },
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string", "maxLength": parameter.longest}
    if parameter.kind == "count":
        schema = {"type": "integer", "minimum": 1, "maximum": parameter.most}
    elif parameter.kind == "flag":
        schema = {"type": "string", "enum": ["", "0", "1"]}
    elif parameter.choices:
        schema = {"type": "string", "enum": ["", *parameter.choices]}
    if parameter.kind == "many":
        schema = {"type": "array", "items": schema}
    if parameter.default is not None and parameter.kind == "count":
        schema["default"] = parameter.default
    told = {"name": parameter.name, "in": "query", "description": parameter.doc, "schema": schema}
    return {**told, "allowEmptyValue": True}  # as if it were not given: forms send all their fields


def _answer(question: Question) -> dict[str, Any]:
    named = {} if hasattr(question.row, "_fields") else {"columns": _schema(list[str], {})}
    told = {
        **named,
        "rows": {"type": "array", "items": _schema(question.row, {})},
        "matches": {"type": ["integer", "null"], "description": say("api_matches")},
        "whole": {"type": "boolean", "description": say("api_whole")},
        "after": {"type": ["string", "null"], "description": say("api_after")},
    }
    return {"type": "object", "properties": told, "required": [*told], "additionalProperties": False}


def _schemas(questions: Iterable[Question]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for question in questions:
        _schema(question.row, found)
    return found


def _add(row: type, found: dict[str, Any]) -> None:
    """Add the schema of a NamedTuple, and of those that its fields hold."""
    if row.__name__ in found:
        return
    hints = _hints(row)
    found[row.__name__] = {}
    properties = {name: _schema(kind, found) for name, kind in hints.items()}
    found[row.__name__] = {
        "type": "object",
        "description": " ".join((row.__doc__ or "").split()),
        "properties": properties,
        "required": [*properties],
        "additionalProperties": False,
    }


@cache
def _hints(row: type) -> dict[str, Any]:
    return get_type_hints(row)


def _schema(kind: Any, found: dict[str, Any]) -> dict[str, Any]:
    if kind in _PLAIN:
        return {"type": _PLAIN[kind]}
    if get_origin(kind) in (Union, UnionType):
        of = [_schema(one, found) for one in get_args(kind)]
        plain = [one["type"] for one in of if set(one) == {"type"}]
        return {"type": plain} if len(plain) == len(of) else {"anyOf": of}
    if get_origin(kind) in (list, tuple):
        return {"type": "array", "items": _schema(get_args(kind)[0], found)}
    if get_origin(kind) is dict:
        return {"type": "object", "additionalProperties": _schema(get_args(kind)[1], found)}
    if hasattr(kind, "_fields"):
        _add(kind, found)
        return {"$ref": f"#/components/schemas/{kind.__name__}"}
    return {}


_PROBLEM = {
    "type": "object",
    "description": "Problem details, after RFC 9457.",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
    "required": ["type", "title", "status", "detail"],
}
