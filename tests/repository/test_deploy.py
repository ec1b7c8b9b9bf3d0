"""What a shop is deployed with: valid by the schemas of Kubernetes and Compose, and of one piece."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import check_jsonschema
import jsonschema
import kubernetes_validate
import pytest
import yaml

REPOSITORY = Path(__file__).parents[2]
GOLDEN = REPOSITORY / "tests" / "golden" / "core"
KUBERNETES = GOLDEN / "deploy" / "kubernetes"
MANIFESTS = sorted(path.name for path in KUBERNETES.glob("*.yaml") if path.name != "kustomization.yaml")
COMPOSE_SCHEMA = Path(check_jsonschema.__file__).parent / "builtin_schemas" / "vendor" / "compose-spec.json"


def objects(*names: str) -> list[dict[str, Any]]:
    return [one for name in names for one in yaml.safe_load_all((KUBERNETES / name).read_text("utf-8"))]


def everywhere(part: object, key: str) -> Iterator[Any]:
    """Each value under `key`, however deep."""
    if isinstance(part, dict):
        if key in part:
            yield part[key]
        for one in part.values():
            yield from everywhere(one, key)
    elif isinstance(part, list):
        for one in part:
            yield from everywhere(one, key)


@pytest.mark.parametrize("name", MANIFESTS)
def test_kubernetes_knows_each_field(name: str) -> None:
    for one in objects(name):
        kubernetes_validate.validate(one, kubernetes_validate.latest_version(), strict=True)


def test_all_manifests_are_applied() -> None:
    (kustomization,) = objects("kustomization.yaml")
    assert sorted(kustomization["resources"]) == MANIFESTS
    (namespace,) = objects("namespace.yaml")
    assert kustomization["namespace"] == namespace["metadata"]["name"]


def test_what_manifests_refer_to_is_there() -> None:
    made = {(one["kind"], one["metadata"]["name"]) for one in objects(*MANIFESTS)}
    told = set(re.findall(r"create secret (?:generic|tls) (\w+)", (KUBERNETES / "README.md").read_text("utf-8")))
    wanted = {("ConfigMap", one["name"]) for one in everywhere(objects(*MANIFESTS), "configMapRef")}
    wanted |= {
        ("PersistentVolumeClaim", one["claimName"]) for one in everywhere(objects(*MANIFESTS), "persistentVolumeClaim")
    }
    wanted |= {("Service", one["name"]) for one in everywhere(objects("ingress.yaml"), "service")}
    wanted |= {(one["kind"], one["name"]) for one in everywhere(objects(*MANIFESTS), "scaleTargetRef")}
    assert wanted <= made
    secrets = {one["name"] for one in everywhere(objects(*MANIFESTS), "secretRef")}
    secrets |= {one["secretName"] for one in everywhere(objects(*MANIFESTS), "secret")}
    secrets |= {one["name"] for one in everywhere(objects(*MANIFESTS), "secretKeyRef")}
    secrets |= set(everywhere(objects("ingress.yaml"), "secretName"))
    assert secrets == told


def test_every_container_is_bounded_and_plain() -> None:
    for containers in everywhere(objects(*MANIFESTS), "containers"):
        for one in containers:
            assert one["resources"]["requests"]
            assert one["resources"]["limits"]["memory"]
            assert one["securityContext"]["runAsNonRoot"], one["name"]
    for name in ("web.yaml", "worker.yaml", "redis.yaml", "database.yaml"):
        assert list(everywhere(objects(name), "livenessProbe")), name


def test_compose_is_valid() -> None:
    compose = yaml.safe_load((GOLDEN / "compose.yaml").read_text("utf-8"))
    jsonschema.validate(compose, json.loads(COMPOSE_SCHEMA.read_text("utf-8")))


def test_dumps_are_made_by_programs_of_the_servers_version() -> None:
    """A dump that a newer program wrote does not go into an older server."""
    (client,) = re.findall(r"postgresql-client-(\d+)", (GOLDEN / "backend" / "Dockerfile").read_text("utf-8"))
    servers = [*everywhere(yaml.safe_load((GOLDEN / "compose.yaml").read_text("utf-8")), "image")]
    servers += everywhere(objects("database.yaml"), "image")
    assert {one for one in servers if one.startswith("postgres:")} == {f"postgres:{client}-alpine"}


def test_variables_are_those_that_the_backend_reads() -> None:
    known = set(re.findall(r"^# (\w+)=", (GOLDEN / ".env.example").read_text("utf-8"), re.MULTILINE))
    (settings,) = objects("config.yaml")
    compose = yaml.safe_load((GOLDEN / "compose.yaml").read_text("utf-8"))["x-backend"]["environment"]
    inline = {one["name"] for one in everywhere(objects("worker.yaml"), "env") for one in one}
    assert set(settings["data"]) | set(compose) | inline <= known
