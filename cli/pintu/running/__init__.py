"""Running a generated project on this machine: a Python that has what its backend needs, and the process itself."""
