"""The Notificaties API 1.0: what we are subscribed to."""

from __future__ import annotations

from dataclasses import dataclass

from formulieren.zaken.client.http import ZgwClient
from formulieren.zaken.client.reading import text


@dataclass(frozen=True, slots=True, kw_only=True)
class Abonnement:
    """A subscription: who is called."""

    url: str
    callback_url: str


class NotificatiesClient(ZgwClient):
    """One function per call. All raise the errors of `client.errors`."""

    def abonnementen(self, *, callback_url: str) -> list[Abonnement]:
        """The subscriptions that call this address."""
        rows = [self.checked("GET abonnement", row) for row in self.pages("abonnement")]
        found = [Abonnement(url=row["url"], callback_url=text(row, "callbackUrl")) for row in rows]
        return [row for row in found if row.callback_url == callback_url]

    def subscribe(self, *, callback_url: str, auth: str, kanaal: str) -> Abonnement:
        """Makes a subscription; the API calls `callback_url` twice first, with `auth` and without."""
        body = {
            "callbackUrl": callback_url,
            "auth": auth,
            "kanalen": [{"naam": kanaal, "filters": {}}],
        }
        row = self.made("abonnement", body, echo={"callbackUrl": callback_url})
        return Abonnement(url=row["url"], callback_url=callback_url)

    def unsubscribe(self, url: str) -> None:
        """Ends a subscription."""
        self.call("DELETE", url)
