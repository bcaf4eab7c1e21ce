"""Record files of plans and of the registry: strict YAML, typed by schemas, as domain objects with their places."""

from pipeline.records.plan import Plan, Registry, plan_folders, read_plan, read_registry
from pipeline.records.shapes import Shapes

__all__ = ["Plan", "Registry", "Shapes", "plan_folders", "read_plan", "read_registry"]
