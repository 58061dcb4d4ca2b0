"""The commands: start, stop, status, serve, setup, egress, set, calls."""

import argparse
import json
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from localcloud import launcher, prerequisites
from localcloud.errors import CloudError
from localcloud.isolation import Isolation, NoContainers, choose
from localcloud.rootfs import RootFileSystem
from localcloud.settings import Settings, parse_delays, parse_keys
from localcloud.state import DEFAULT_PORT, State, default_state_dir


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main(argv: list[str] | None = None) -> int:
    """Exit code 0: done; 1: not running (status) or it could not be done; 2: wrong usage."""
    options = _parser().parse_args(argv)
    state = State(options.state or default_state_dir())
    try:
        return options.run(state, options)
    except CloudError as complaint:
        say(f"localcloud: {complaint}")
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="localcloud", description="A cloud for one machine, with instances that really boot."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Any, text: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=text, description=text)
        added.add_argument(
            "--state",
            type=Path,
            metavar="DIR",
            help="where the cloud lives (default: $AMI_BAKERY_LOCAL or .local/cloud)",
        )
        added.add_argument("--json", action="store_true", help="one JSON object on standard output")
        added.set_defaults(run=run)
        return added

    for name, run, text in (
        ("start", _start, "start the cloud, unless it runs, and wait until it is ready"),
        ("serve", _serve, "run the cloud in the foreground"),
    ):
        added = command(name, run, text)
        added.add_argument(
            "--port", type=int, help="port of the API, 0 for any (default: that of the last start, at first 5555)"
        )
        added.add_argument("--plain", action="store_true", help="UNSAFE: chroot instead of containers")
        added.add_argument(
            "--delay", default="", metavar="KIND=S,…", help="seconds that states last: instance, image, snapshot, copy"
        )
        added.add_argument("--throttle", action="store_true", help="limit calls as EC2 does")
        added.add_argument(
            "--access-keys",
            metavar="KEY[:SECRET],…",
            help="accept these too, besides the cloud's own and those issued here; without SECRET with the cloud's own",
        )
    command("stop", _stop, "end all instances and remove the cloud's network; images stay")
    command("status", _status, "say whether the cloud runs and what runs in it")
    setup = command("setup", _setup, "install what is missing and build the base root file system")
    setup.add_argument("--plain", action="store_true", help="UNSAFE: for a cloud without containers")
    setup.add_argument(
        "--or-skip", action="store_true", help="where no containers can be made: say SKIPPED and why, and exit with 0"
    )
    egress = command("egress", _egress, "open or cut an instance's ways out")
    egress.add_argument("instance")
    egress.add_argument("allowed", choices=["on", "off", "auto"])
    change = command("set", _set, "change settings while the cloud runs")
    change.add_argument("settings", help='a JSON object, such as {"delays": {"image": 5}, "throttle": true}')
    calls = command("calls", _calls, "show how often each API action was called")
    calls.add_argument("--reset", action="store_true", help="start counting anew")
    return parser


# -- the commands -----------------------------------------------------------------------------------------------------


def _setup(state: State, options: argparse.Namespace) -> int:
    try:
        _prepare(state, options)
    except NoContainers as impossible:
        if not options.or_skip:
            raise
        say(f"SKIPPED: {impossible}")
        return 0
    chain = RootFileSystem(say).chain()
    _print(options, {"rootFileSystem": [str(path) for path in chain]}, f"Ready: {chain[-1]}")
    return 0


def _prepare(state: State, options: argparse.Namespace) -> Isolation:
    prerequisites.require_root()
    plain = getattr(options, "plain", False)
    prerequisites.install(say, contained=not plain)
    return choose(plain, state.root, say)


def _start(state: State, options: argparse.Namespace) -> int:
    facts = state.running()
    started, wanted = False, state.kept().get("port", DEFAULT_PORT)
    if not facts:
        parse_delays(options.delay)
        _prepare(state, options)
        RootFileSystem(say).chain()
        facts, started = launcher.start(state, _pass_on(options))
    if started and options.port is None and not facts["endpoint"].endswith(f":{wanted}"):
        say(f"Port {wanted} is taken by another program; this cloud has another one from now on.")
    _print(
        options,
        facts,
        f"Local cloud {'started' if started else 'runs already'}: {facts['endpoint']} ({facts['isolation']}, "
        f"network {facts['network']})",
    )
    return 0


def _pass_on(options: argparse.Namespace) -> list[str]:
    words = [f"--delay={options.delay}"] if options.delay else []
    words += [f"--port={options.port}"] if options.port is not None else []
    words += ["--plain"] if options.plain else []
    words += ["--throttle"] if options.throttle else []
    words += [f"--access-keys={options.access_keys}"] if options.access_keys is not None else []
    return words


def _serve(state: State, options: argparse.Namespace) -> int:
    from localcloud.server import configure_logging, serve

    isolation = _prepare(state, options)
    settings = Settings.from_environment()
    settings.delays.update(parse_delays(options.delay))
    settings.throttle = settings.throttle or options.throttle
    if options.access_keys is not None:
        settings.access_keys = parse_keys(options.access_keys)
    configure_logging()
    serve(state, options.port, settings, isolation, say)
    return 0


def _stop(state: State, options: argparse.Namespace) -> int:
    prerequisites.require_root()
    was = launcher.stop(state)
    _print(options, {"stopped": was}, "Local cloud stopped" if was else "Local cloud was not running")
    return 0


def _status(state: State, options: argparse.Namespace) -> int:
    facts = state.running()
    if not facts:
        _answer(options, {"running": False, "state": str(state.root)}, f"Local cloud is not running ({state.root})")
        return 1
    instances = _ask(facts, "GET", "instances")["instances"]
    lines = [
        f"Local cloud runs: {facts['endpoint']} (pid {facts['pid']}, {facts['isolation']}, network {facts['network']})"
    ]
    lines += [f"  {found['id']}  {found['state']:<8}  {found['address']:<15}  {found['image']}" for found in instances]
    balancers = _ask(facts, "GET", "balancers")["balancers"]
    lines += [f"  {found['url']}  {found['name']}  {_targets(found)}" for found in balancers]
    _answer(options, {"running": True, **facts, "instances": instances, "balancers": balancers}, "\n".join(lines))
    return 0


def _targets(balancer: dict[str, Any]) -> str:
    if balancer["refused"]:
        return f"does not answer: {balancer['refused']}"
    return f"load balancer of {', '.join(balancer['targets']) or 'no instance'}"


def _egress(state: State, options: argparse.Namespace) -> int:
    allowed = {"on": True, "off": False, "auto": None}[options.allowed]
    answer = _ask(_running(state), "POST", "egress", {"instance": options.instance, "allowed": allowed})
    _print(options, answer, f"{options.instance}: ways out {'open' if answer['allowed'] else 'cut'}")
    return 0


def _set(state: State, options: argparse.Namespace) -> int:
    try:
        wish = json.loads(options.settings)
    except ValueError as error:
        raise CloudError(f"settings are not JSON: {error}") from None
    answer = _ask(_running(state), "POST", "settings", wish)
    _print(options, answer, json.dumps(answer, indent=2))
    return 0


def _calls(state: State, options: argparse.Namespace) -> int:
    answer = _ask(_running(state), "DELETE" if options.reset else "GET", "calls")
    _answer(
        options, answer, "\n".join(f"{count:6} {name}" for name, count in sorted(answer["calls"].items())) or "no calls"
    )
    return 0


def _running(state: State) -> dict[str, Any]:
    facts = state.running()
    if not facts:
        raise CloudError(f"the local cloud is not running ({state.root}); start it first")
    return facts


def _ask(facts: dict[str, Any], method: str, path: str, body: Any = None) -> dict[str, Any]:
    request = urllib.request.Request(
        f"{facts['endpoint']}/localcloud/{path}",
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": f"Bearer {facts['token']}"},
    )
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=60) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        raise CloudError(json.load(error)["error"]) from None


def _answer(options: argparse.Namespace, facts: dict[str, Any], text: str) -> None:
    """What was asked for, on standard output."""
    print(json.dumps(facts) if options.json else text)


def _print(options: argparse.Namespace, facts: dict[str, Any], text: str) -> None:
    """What was done, on standard error: a script wants its facts at most."""
    say(text)
    if options.json:
        print(json.dumps(facts))
