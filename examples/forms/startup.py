"""The shortest form there is: one column of questions and no place for the answers. Texts stand in the cells, as web spreadsheets export them."""

from forms.ooxml import Book, Style
from forms.question import Example, near, other, record, same

QUESTIONS = [
    same("encryption-at-rest", "do you encrypt stored customer data?"),
    near("encryption-at-rest", "Do you encrypt data between your services?"),
    same("data-in-sweden", "In which country are the data centers that hold our data?"),
    near("data-in-sweden", "Can we choose in which data center our data is stored?"),
    same("certified-security", "Do you have an ISO/IEC 27018 certification?"),
    near("certified-security", "Are you PCI DSS compliant?"),
    other("Do you support single sign-on with SAML or OpenID Connect?"),
    same("tenant-separation", "How are tenants isolated?"),
    near("tenant-separation", "Are production and test environments separated?"),
    same("capacity-management", "Do you plan ahead for future capacity requirements?"),
    near("capacity-management", "Do you carry out load tests before every release?"),
    same("report-vulnerability", "Who should we contact if we find a vulnerability in your service?"),
    near("report-vulnerability", "Do you run a bug bounty program?"),
    same("event-logging", "Do you go through event logs on a regular basis?"),
    near("high-availability", "What uptime did you have last year?"),
    same("hardening", "Is configuration managed as code?"),
    other("How do you back up our data?"),
    same("no-lock-in", "Will we be locked in with you as a supplier?"),
    other("What happens to our data if your company is sold?"),
    near("gdpr-role", "Which sub-processors do you use?"),
]
HEAD = Style(bold=True)


def build():
    book = Book("Security questions", "Pebble & Finch", "2026-02-16T12:00:00Z", inline_strings=True)
    sheet = book.sheet("Sheet1", [78])
    sheet.put("A1", "Question", HEAD)
    for row, ask in enumerate(QUESTIONS, 2):
        sheet.put(f"A{row}", ask.text)
        record(sheet.questions, ask, f"A{row}", None, None, None)
    return Example.of_book("startup-security-questions.xlsx", book)
