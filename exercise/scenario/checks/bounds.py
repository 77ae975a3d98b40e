"""Moved: see `exercise.engine.bounds`."""

from exercise.engine.bounds import ANY as ANY
from exercise.engine.bounds import FAR as FAR
from exercise.engine.bounds import Bounds as Bounds
from exercise.engine.bounds import Interval as Interval
