"""Headers that every page carries: what the browser may load, and from where.

Nothing is loaded from anybody else, and no script or style stands inside a page. The one exception is the running
foot of a printed page: a style element whose SHA-256 the policy names. So the same page is the same bytes each time,
and a page that a browser or a proxy has kept still fits the policy that it came with.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

POLICY = (
    "default-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
)
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"


def security_headers(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: a strict content security policy on every answer; answers of the workspace are kept by nobody."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.csp_styles = []
        response = get_response(request)
        styles = " ".join(("'self'", *(f"'sha256-{digest}'" for digest in request.csp_styles)))
        policy = "; ".join((*POLICY, "script-src 'self'", f"style-src {styles}"))
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if _is_work(request):
            response.headers["Cache-Control"] = "no-store, private"
        return response

    return middleware


def no_body_for_head(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: who asks for the head alone (HEAD) gets no body; the head is the same (RFC 9110, 9.3.2).

    Outermost, for neither Django nor the web server takes the body away. On a connection that is kept, its bytes
    would be read as the answer to the next question, which behind a proxy may be somebody else's.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.method == "HEAD":
            if isinstance(response, StreamingHttpResponse):
                response.streaming_content = iter(())
            else:
                response.content = b""
        return response

    return middleware


def _is_work(request: HttpRequest) -> bool:
    """Whether the address lies in the workspace: drafts must not stay in a shared computer's browser or a proxy."""
    return request.resolver_match is not None and "workspace" in request.resolver_match.app_names
