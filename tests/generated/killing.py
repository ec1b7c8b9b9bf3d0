"""Who is killed while a shop on several processes trades, and what has to go on without him."""

import logging
import random
import signal
from collections.abc import Sequence
from dataclasses import dataclass

import httpx
from processes import Server, in_time
from trade import Trade

from databases import MortalDatabases
from redis_server import RedisServer

log = logging.getLogger(__name__)

KINDS = ("worker", "web", "redis", "database")


@dataclass
class Grown:
    """A shop on several processes: where all its web processes are, and all that can be killed."""

    urls: Sequence[str]
    webs: Sequence[Server]
    workers: Sequence[Server]
    redis: RedisServer
    databases: MortalDatabases

    def kill_in_turn(self, trade: Trade, chance: random.Random, kills: int) -> None:
        """Each kind once in an order of chance, then again, while the shop trades; everything is started again."""
        turn: list[str] = []
        for _ in range(kills):
            turn = turn or chance.sample(KINDS, len(KINDS))
            trade.goes_on(chance.randint(1, 6))
            kind = turn.pop()
            log.info("%s is killed; %s orders, %s", kind, trade.placed, dict(trade.refused))
            if kind == "redis":
                self._kill_redis(trade, chance)
            elif kind == "database":
                self._kill_database(trade, chance)
            else:
                self._kill_one(self.webs if kind == "web" else self.workers, trade, chance)
        trade.goes_on(1)

    def _kill_one(self, servers: Sequence[Server], trade: Trade, chance: random.Random) -> None:
        server = chance.choice(servers)
        server.kill()
        trade.goes_on(chance.randint(1, 3))
        if any(worker is not server for worker in self.workers):
            trade.hands_over()
        server.start()
        in_time(self.workers_hear)

    def _kill_redis(self, trade: Trade, chance: random.Random) -> None:
        """Nobody misses it; and those who are told of jobs find their way back to it by themselves."""
        self.redis.kill()
        trade.goes_on(chance.randint(1, 3))
        self.redis.start()
        self._all_live()
        in_time(self.workers_hear)

    def _kill_database(self, trade: Trade, chance: random.Random) -> None:
        """Everybody says so, and finds his way back to it by himself."""
        self.databases.kill(chance.choice([signal.SIGKILL, signal.SIGQUIT]))
        trade.is_refused()
        self.databases.start()
        self._all_live()
        for url in self.urls:
            in_time(lambda: httpx.get(f"{url}/readyz").is_success)  # noqa: B023  called at once

    def _all_live(self) -> None:
        for server in (*self.webs, *self.workers):
            server.lives()

    def workers_hear(self) -> bool:
        """Whether as many as there are workers wait to be told of jobs: nobody else does."""
        return f"\r\nblocked_clients:{len(self.workers)}\r\n" in self.redis.said("INFO clients")
