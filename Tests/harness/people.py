"""Made-up recipients: every number valid, none assigned to a person."""

from dataclasses import dataclass
from itertools import count

_names = ["김서연", "이도윤", "박하은", "최민준", "정서아", "강지호", "조예린", "윤시우", "장수아", "임건우"]
_next = count(1)


@dataclass(frozen=True)
class Person:
    name: str
    phone: str  # digits

    @property
    def hyphenated(self) -> str:
        return f"{self.phone[:3]}-{self.phone[3:7]}-{self.phone[7:]}"

    @property
    def masked(self) -> str:
        return f"{self.phone[:3]}-****-{self.phone[7:]}"


def people(number: int) -> list[Person]:
    """New ones each time, so that a message row can be told by its number."""
    made = []
    for _ in range(number):
        n = next(_next)
        made.append(Person(_names[n % len(_names)] + f"{n}", f"010{2000 + n // 10000:04d}{n % 10000:04d}"))
    return made
