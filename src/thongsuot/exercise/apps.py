"""The app of the exercise: the cast, and the crisis played in simulated time."""

from django.apps import AppConfig


class ExerciseConfig(AppConfig):
    """Plays what could happen."""

    name = "thongsuot.exercise"
