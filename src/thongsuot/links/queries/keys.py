"""Our own keys, and those of others that hold."""

from __future__ import annotations

from django.conf import settings
from django.db.models import QuerySet

from thongsuot.engines.package import PublicKey, SigningKey
from thongsuot.links.models import Install, Key


def own_keys() -> list[SigningKey]:
    """Return this install's own keys; the first signs, to the others packages may still be addressed."""
    return [SigningKey(bytes.fromhex(seed)) for seed in settings.ENVIRONMENT.links_keys]


def own_key() -> SigningKey:
    """Return the own key that signs."""
    return own_keys()[0]


def ours() -> set[str]:
    """Return the fingerprints by which others may address us."""
    return {key.public.fingerprint for key in own_keys()}


def keys_in_force(install: Install) -> QuerySet[Key]:
    """Return the pinned keys of an install, the newest first."""
    return Key.objects.filter(install=install, valid_until__isnull=True).order_by("-id")


def addressed(install: Install) -> PublicKey | None:
    """Return the key to which packages for an install are addressed."""
    newest = keys_in_force(install).first()
    return newest.key if newest else None
