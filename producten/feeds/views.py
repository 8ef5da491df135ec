"""The public addresses of the feeds."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from producten.feeds.answers import public_read
from producten.feeds.sc import feed_pieces

XML = "application/xml; charset=utf-8"


# Other catalogues fetch it once a day; making it takes seconds when there are thousands of products.
@public_read("sc", limit=30)
def samenwerkende_catalogi(request: HttpRequest) -> HttpResponseBase:
    """The whole catalogue as Samenwerkende Catalogi 4.0, sent piece by piece."""
    if request.method == "HEAD":
        return HttpResponse(content_type=XML)
    return StreamingHttpResponse(feed_pieces(), content_type=XML)
