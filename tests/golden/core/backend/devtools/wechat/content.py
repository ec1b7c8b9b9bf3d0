"""What WeChat's content check finds, by words that a test can choose."""

from dataclasses import dataclass, field


@dataclass
class Content:
    """What the check finds."""

    risky: list[str] = field(default_factory=lambda: ["赌博"])
    review: list[str] = field(default_factory=lambda: ["加微信"])
    pictures: list[str] = field(default_factory=list)
    """Verdicts of the next pictures: pass, review, risky, or ``lost`` for one that WeChat cannot download."""

    def suggest(self, text: str) -> str:
        if any(word in text for word in self.risky):
            return "risky"
        return "review" if any(word in text for word in self.review) else "pass"
