"""One need told seven ways: seven contacts, one queue, the right community, words back to each."""

import email
import json
from email.policy import default

import pytest
from django.test import Client

from spoc.catalogue.queries import category_by_key, service_by_key
from spoc.channels.activities import Belonging, add_channel
from spoc.channels.models import Chat, Interaction
from spoc.intake.activities import receive_letter
from spoc.intake.activities.chats import answer_chat, reply_in_chat
from spoc.people.models import Person
from spoc.people.queries import first_mail
from spoc.requests.activities import Classification, classify
from spoc.requests.models import SupportRequest
from spoc.requests.queries.alike import alike

WAYS = ["email", "chat", "phone", "portal", "api", "event", "api"]
ENGLISH = {
    "language": "en",
    "who": "Karin Holm",
    "to": "it@norrvikhospital.example",
    "need": "PACS shows no images in reading room A.",
    "answer": "We look at it at once.",
    "acknowledged": "Somebody will look at it soon",
    "service": ("radiology", "radiology.pacs"),
}
SWEDISH = {
    "language": "sv",
    "who": "Oskar Nyman",
    "to": "it@norrvikskolor.example",
    "need": "Lärplattformen är nere på Åsgårdsskolan.",
    "answer": "Vi tittar på det genast.",
    "acknowledged": "Någon tittar på det snart",
    "service": ("school-platform", "school-platform.sign-in"),
}


class Need:
    """One need of one person, told by one way after the other."""

    def __init__(self, words, people, client_of, token_of, letter, work):
        self.words, self.people, self.work, self.write = words, people, work, letter
        self.who: Person = people[words["who"]]
        self.client = client_of(words["who"])
        self.agent = client_of("Elin Sand")
        self.token = token_of(words["who"], ["read", "write"])
        self.community = self.who.community

    def channel(self, kind, **told):
        """Open a channel of the person's community."""
        whose = Belonging(community=self.community)
        return add_channel(kind, by=self.people["Åsa Ekman"], kind=kind, told=told, whose=whose)

    def told_to(self, channel, body, secret):
        """Send something to a channel's address, and let it be read."""
        headers = {"authorization": f"Bearer {secret}"}
        place = f"/in/{channel.mark}"
        sent = json.dumps(body)
        answer = Client().post(place, sent, content_type="application/json", headers=headers)
        assert answer.status_code == 202
        self.work()

    def by_mail(self):
        sender = f"{self.who.name} <{first_mail(self.who)}>"
        words = self.words
        receive_letter(
            self.write(sender, text=words["need"], to=words["to"], subject=words["need"])
        )

    def by_chat(self):
        self.channel("chat", greeting_en="Hello.", greeting_sv="Hej.")
        self.client.post("/help/chat", {"text": self.words["need"]})
        chat = Chat.objects.get()
        answer_chat(chat, by=self.people["Elin Sand"])
        reply_in_chat(chat, by=self.people["Elin Sand"], text=self.words["answer"])
        page = self.client.get(f"/chat/talk/{chat.key}").content.decode()
        assert self.words["answer"] in page

    def by_phone(self):
        pbx = self.channel("phone", token="secret")
        mail = first_mail(self.people["Elin Sand"])
        call = {"call": "c1", "number": "090-555 12 34", "agent": mail}
        for step in ("ringing", "answered"):
            self.told_to(pbx, {**call, "step": step}, "secret")
        taken = {"who": self.who.name, "caller": self.who.pk, "need": self.words["need"]}
        assert self.agent.post("/requests/new", taken).status_code == 302

    def by_portal(self):
        assert self.client.post("/help/ask", {"words": self.words["need"]}).status_code == 302

    def by_api(self):
        said = {"title": self.words["need"], "description": self.words["need"]}
        self._call("/api/v1/requests", said, 201)

    def by_alarm(self):
        monitor = self.channel("alertmanager", secret="s3cret")
        alert = {
            "status": "firing",
            "labels": {"alertname": "Down", "severity": "critical"},
            "annotations": {"summary": self.words["need"]},
            "startsAt": "2026-11-20T12:00:00Z",
            "endsAt": "0001-01-01T00:00:00Z",
            "generatorURL": "http://prometheus.example/graph",
            "fingerprint": "f00d",
        }
        group = {"version": "4", "status": "firing", "groupKey": "{}:{}", "alerts": [alert]}
        self.told_to(monitor, group, "s3cret")

    def by_agent(self):
        given = {"title": self.words["need"], "description": self.words["need"]}
        params = {"name": "create_request", "arguments": given}
        asked = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}
        assert not self._call("/mcp", asked, 200).json()["result"]["isError"]

    def _call(self, place, said, status):
        headers = {"authorization": f"Bearer {self.token}"}
        sent = json.dumps(said)
        answer = Client().post(place, sent, content_type="application/json", headers=headers)
        assert answer.status_code == status, answer.content
        return answer


@pytest.fixture(params=[ENGLISH, SWEDISH], ids=["English", "Swedish"])
def need(request, people, client_of, token_of, letter, work):
    return Need(request.param, people, client_of, token_of, letter, work)


def test_one_need_told_seven_ways_meets_in_one_queue(need, mailoutbox):
    before = set(SupportRequest.objects.values_list("pk", flat=True))
    ways = [need.by_mail, need.by_chat, need.by_phone, need.by_portal, need.by_api]
    for way in [*ways, need.by_alarm, need.by_agent]:
        way()
    need.work()
    made = list(SupportRequest.objects.exclude(pk__in=before).order_by("pk"))
    contacts = Interaction.objects.filter(contacts__support_request__in=made)
    assert sorted(contacts.values_list("channel", flat=True)) == sorted(WAYS)
    assert {each.community for each in made} == {need.community}
    assert {each.title for each in made} == {need.words["need"]}
    queue = need.agent.get("/queues/all").content.decode()
    assert all(f'id="row-{each.pk}"' in queue for each in made)
    _demand_right_words_back(need, made, mailoutbox)
    _demand_suggested(need, made)


def _demand_right_words_back(need, made, mailoutbox):
    """Each with somebody to write to is acknowledged in their language, by their community."""
    mail = first_mail(need.who)
    letters = [
        email.message_from_bytes(each.raw, policy=default)
        for each in mailoutbox
        if each.to == [mail]
    ]
    told = [each.get_body(("plain",)).get_content() for each in letters]
    for each in made:
        if each.requester == need.who:
            mine = [words for words in told if each.reference in words]
            assert mine, f"nobody wrote of {each.reference}, told {each.channel}"
            assert need.words["acknowledged"] in mine[0]
    assert {each["Content-Language"] for each in letters} == {need.words["language"]}
    assert all(need.community.mail in each["From"] for each in letters)


def _demand_suggested(need, made):
    """Two of them said to be about the same service are suggested to be one."""
    elin, (service, category) = need.people["Elin Sand"], need.words["service"]
    first, *others = [each for each in made if each.requester == need.who]
    for each in (first, *others):
        each.refresh_from_db()
        what = service_by_key(service), category_by_key(category)
        classify(each, by=elin, classification=Classification("incident", *what, 2, 2))
    found = alike(first, elin, 10)
    assert {each.support_request for each in found} >= {*others[:3]}
    assert all(each.is_same_requester for each in found if each.support_request in others)
