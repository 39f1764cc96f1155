"""Where other systems send what they have to tell: a channel's own address."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from spoc.channels.activities import keep_delivery
from spoc.channels.base import ChannelKind, Delivered, opened
from spoc.channels.queries import channel_at
from spoc.intake.jobs import hear_soon
from spoc.kit.errors import NotFound, NotPossible

LARGEST = 2_000_000


@csrf_exempt
@require_POST
def delivered(request: HttpRequest, mark: str) -> HttpResponse:
    """Keep what was sent, if it comes from whom it says; it is read in a moment."""
    channel = channel_at(mark)
    if channel is None or not ChannelKind.get(channel.kind).is_told:
        raise NotFound(_("Nothing is received at this address."))
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        raise NotPossible(_("This is more than 2 MB: send it in parts."))
    headers = {name.lower(): value for name, value in request.headers.items()}
    told, kind = Delivered(headers, request.body), opened(channel)
    kind.verify(told)
    if (reply := kind.reply(told)) is not None:
        return HttpResponse(reply, content_type="text/plain; charset=utf-8")
    kept = keep_delivery(channel, told)
    hear_soon(channel)
    thanks = kind.thanks(told)
    return JsonResponse(thanks) if thanks else JsonResponse({"kept": kept.pk}, status=202)
