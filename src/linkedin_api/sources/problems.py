"""Public address of `reading.problems`: what could not be read."""

from linkedin_api.sources.reading.problems import Problem, grouped, resumes_at

__all__ = ["Problem", "grouped", "resumes_at"]
