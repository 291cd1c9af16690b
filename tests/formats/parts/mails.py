"""Mails, mailboxes and saved pages, as programs write them."""

from email.message import EmailMessage
from html import escape

from tests.formats.office.talk import BILLS, PARAGRAPHS, PLAIN, TITLE

HEAD = {
    "From": "=?utf-8?q?Imke_Tarr=C3=B6w?= <imke@tideway.example>",
    "To": "all@tideway.example",
    "Subject": "The evening, word for word",
    "Date": "Thu, 02 May 2024 23:40:00 +0200",
    "Message-ID": "<evening@tideway.example>",
}
ADDRESS = "https://tideway.example/evening"
PAGE = (
    "<!DOCTYPE html><html><head><title>The evening</title></head><body><article>"
    + "".join(f"<h2>{one}</h2>" if one in (TITLE, BILLS) else f"<p>{escape(one)}</p>" for one in PARAGRAPHS)
    + "</article></body></html>"
)


def mail(words: str = PLAIN, *, charset: str = "utf-8", cte: str = "quoted-printable") -> EmailMessage:
    written = EmailMessage()
    for name, value in HEAD.items():
        written[name] = value
    written.set_content(words, charset=charset, cte=cte)
    return written


def in_two_ways() -> EmailMessage:
    written = mail(cte="base64")
    written.add_alternative(PAGE, subtype="html")
    return written


def page_alone() -> EmailMessage:
    written = EmailMessage()
    for name, value in HEAD.items():
        written[name] = value
    written.set_content(PAGE, subtype="html", cte="base64")
    return written


def mailbox(*mails: EmailMessage) -> bytes:
    return b"".join(b"From imke@tideway.example Thu May  2 23:40:00 2024\n" + bytes(one) + b"\n\n" for one in mails)


def saved_page() -> bytes:
    boundary = "----MultipartBoundary--x"
    return (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {ADDRESS}\r\nSubject: The evening\r\n"
        "Date: Thu, 2 May 2024 21:40:00 -0000\r\nMIME-Version: 1.0\r\n"
        f'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="{boundary}"\r\n\r\n'
        f"\r\n--{boundary}\r\n"
        f"Content-Type: text/html\r\nContent-ID: <frame-1>\r\nContent-Transfer-Encoding: binary\r\n"
        f"Content-Location: {ADDRESS}\r\n\r\n{PAGE}\r\n--{boundary}\r\nContent-Type: text/css\r\n"
        f"Content-Location: cid:css\r\n\r\np {{ color: red }}\r\n--{boundary}--\r\n"
    ).encode()
