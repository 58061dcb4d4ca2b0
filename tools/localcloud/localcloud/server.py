"""The process of a cloud: ``python -m localcloud serve``."""

import contextlib
import json
import logging
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable
from typing import Any

from localcloud import cleaning, kernel, registry
from localcloud.errors import CloudError
from localcloud.guard import Guard
from localcloud.isolation import Isolation
from localcloud.settings import Settings
from localcloud.state import DEFAULT_PORT, State, started_at, write_atomically

log = logging.getLogger("localcloud")


def serve(state: State, port: int | None, settings: Settings, isolation: Isolation, say: Callable[[str], None]) -> None:
    """Runs the cloud until SIGTERM or SIGINT; nothing of it is left afterwards but images and the log."""
    from localcloud.rootfs import RootFileSystem

    state.prepare()
    cleaning.clean(state)
    state.prepare()
    base = RootFileSystem(say).chain()
    if isolation.overlay:
        kernel.own_mounts()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    pid = os.getpid()
    pool = registry.reserve(state, pid, started_at(pid) or "", loopback=not isolation.contained)
    guard = Guard(state)
    try:
        _run(state, port, settings, isolation, base, pool, stop)
    finally:
        cleaning.clean(state)
        guard.dismiss()


def _run(
    state: State,
    port: int | None,
    settings: Settings,
    isolation: Isolation,
    base: list[Any],
    pool: Any,
    stop: threading.Event,
) -> None:
    from localcloud.cloud import Cloud, moto_environment
    from localcloud.disks import Disks
    from localcloud.localservices import needed
    from localcloud.network import Network
    from localcloud.plainnetwork import PlainNetwork
    from localcloud.reach import Reach
    from localcloud.rootfs import SUITE
    from localcloud.users import Users

    moto_environment(state)
    network = (Network if isolation.contained else PlainNetwork)(state.id, pool)
    isolation.users = Users(pool) if isolation.shift else None
    disks = Disks(state, isolation.overlay, isolation.users)
    cloud = Cloud(state, settings, network, disks, isolation, [disks.link_base(path) for path in base])
    local = _listen("127.0.0.1", port) if port is not None else _listen_as_before(state)
    chosen = local.getsockname()[1]
    os.environ["MOTO_PORT"] = str(chosen)
    from localcloud import patches

    patches.apply(cloud)
    cloud.images.connect(cloud.backends)
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app

    from localcloud.gateway import Call, Gateway
    from localcloud.identity import RoleCredentials
    from localcloud.imds import MetadataService
    from localcloud.restore import restore

    network.create_bridge()
    metadata = MetadataService(cloud.compute.by_address, RoleCredentials().of).listen(network.gateway)
    cloud.compute.metadata = (network.gateway, metadata.server_address[1])
    services = needed(cloud.compute.resolv_conf.read_text(), Reach(SUITE)) if isolation.contained else set()
    network.guard(chosen, metadata.server_address[1], services)

    def changed(call: "Call") -> None:
        if call.service == "ec2" and ("Image" in call.action or "Tags" in call.action or "Snapshot" in call.action):
            cloud.images.save()
        if call.service in ("elasticloadbalancing", "cloudformation"):
            cloud.balancers.follow()

    gateway = Gateway(
        DomainDispatcherApplication(create_backend_app), settings, cloud.administer, cloud.regions_of, cloud.keys, changed
    )
    cloud.calls = gateway.calls
    facts = cloud.facts(chosen, os.getpid(), started_at(os.getpid()) or "")
    restored = restore(state, disks, cloud.backend)
    disks.sweep()
    servers = [_http(local, gateway), _http(_listen(network.gateway, chosen), gateway.for_instances(network.gateway))]
    if socket.has_ipv6:
        with contextlib.suppress(OSError):
            servers.append(_http(_listen("::1", chosen), gateway))
    write_atomically(state.cloud_json, json.dumps(facts, indent=2) + "\n", 0o600)
    if port is None:
        kept = {"port": chosen, "token": cloud.keys.token}
        write_atomically(state.kept_json, json.dumps(kept) + "\n", 0o600)
    log.info("cloud %s: %s, network %s, %d images of earlier runs", state.id, facts["endpoint"], pool, restored)
    stop.wait()
    log.info("stopping")
    state.cloud_json.unlink()
    for server in servers:
        server.shutdown()
    cloud.balancers.close()
    cloud.images.save()
    cloud.compute.close()


def _listen_as_before(state: State) -> socket.socket:
    """The port of the last cloud here, at first the default one; where something else has it, a free one."""
    wanted = state.kept().get("port", DEFAULT_PORT)
    try:
        return _listen("127.0.0.1", wanted)
    except CloudError as taken:
        log.warning("%s; another one is used from now on", taken)
        return _listen("127.0.0.1", 0)


def _listen(address: str, port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((address, port))
    except OSError as error:
        listener.close()
        if ":" in address:
            raise
        raise CloudError(f"port {port} on {address}: {error.strerror}") from None
    listener.listen(128)
    return listener


def _http(listener: socket.socket, application: Any) -> Any:
    from moto.moto_server.werkzeug_app import MotoRequestHandler
    from werkzeug.serving import make_server

    class Quiet(MotoRequestHandler):
        def log(self, *_: Any) -> None:
            pass

    address = listener.getsockname()
    server = make_server(
        address[0], address[1], application, threaded=True, request_handler=Quiet, fd=listener.fileno()
    )
    threading.Thread(target=server.serve_forever, name=f"http {address[0]}", daemon=True).start()
    return server


def configure_logging(stream: Any = sys.stderr) -> None:
    logging.basicConfig(stream=stream, level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("localcloud").setLevel(logging.INFO)
