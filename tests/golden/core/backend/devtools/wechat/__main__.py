"""Run the stand-in: ``python -m devtools.wechat --port 8010``. It listens on this machine only."""

import argparse
import sys
from pathlib import Path

import uvicorn

from devtools.wechat import ProductionRefusedError, StandIn, Timeline, Verification, create_app, development_environment

HOST = "127.0.0.1"
KEYS = Path(__file__).parents[1] / ".keys"


def main() -> None:
    """Read the options, print what the shop needs to know, serve."""
    parser = argparse.ArgumentParser(prog="python -m devtools.wechat", description="微信模拟环境：登录与支付 v3")
    parser.add_argument("--port", type=int, default=8010)
    parser.add_argument("--keys", type=Path, default=KEYS, help="folder of throwaway keys, made when missing")
    parser.add_argument("--state", type=Path, help="file that remembers transactions over a restart")
    parser.add_argument("--scale", type=float, default=0.01, help="1: WeChat's own waiting times; 0.01: a hundredth")
    parser.add_argument(
        "--verification", type=Verification, choices=list(Verification), default=Verification.PUBLIC_KEY
    )
    parser.add_argument("--print-environment", action="store_true", help="print the shop's variables and stop")
    options = parser.parse_args()
    try:
        environment = development_environment(options.keys, f"http://{HOST}:{options.port}")
        if options.print_environment:
            sys.stdout.writelines(f"{name}={value}\n" for name, value in environment.items())
            return
        standin = StandIn(
            options.keys,
            timeline=Timeline(options.scale),
            verification=options.verification,
            state_file=options.state,
        )
    except ProductionRefusedError as error:
        parser.exit(1, f"{error}\n")
    uvicorn.run(create_app(standin), host=HOST, port=options.port, log_level="warning")


if __name__ == "__main__":
    main()
