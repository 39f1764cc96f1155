"""The database that comes with the product: nothing to install, started and stopped by us."""

from spoc.kit.postgres.binaries import program
from spoc.kit.postgres.cluster import Cluster

__all__ = ["Cluster", "program"]
