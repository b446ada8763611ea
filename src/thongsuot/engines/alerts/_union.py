"""Which of many belong together, by pairs: a forest in which each names its leader."""


def leader_of(leader: dict[str, str], key: str) -> str:
    """Return who leads the group of a key; the way there is shortened."""
    while leader[key] != key:
        leader[key] = leader[leader[key]]
        key = leader[key]
    return key


def unite(leader: dict[str, str], one: str, other: str) -> None:
    """Put the groups of two keys together; the first one's leader leads."""
    leader[leader_of(leader, other)] = leader_of(leader, one)
