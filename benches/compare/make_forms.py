#!/usr/bin/env python3
"""Makes questionnaires of any length for the comparison: sentences of our own, the same on every run.

    python make_forms.py ROWS OUT.xlsx

A sheet of ROWS different questions under `No. | Section | Question | Answer | Comments`, with Yes / No / N/A dropdowns
on the answers, as forms have them. Words are drawn by a fixed step through all the sentences that the lists below can
make (3.2 million), so a longer form holds the questions of a shorter one and no sentence comes twice.
"""

import sys

import openpyxl
from openpyxl.worksheet.datavalidation import DataValidation

OPENINGS = [
    "Do you", "Does your organisation", "Does the vendor", "Can you confirm that you", "Please describe how you",
    "Does your company", "Do all of your teams", "Will you", "Does the service provider", "Are you able to",
    "Does your security team", "Do you and your subcontractors", "Please state whether you", "Do your administrators",
    "Does management", "Do your policies require that you",
]
VERBS = [
    "encrypt", "back up", "monitor", "log access to", "review", "test", "document", "restrict access to", "classify",
    "delete", "retain", "isolate", "harden", "patch", "scan", "audit", "inventory", "replicate", "approve changes to",
    "report incidents in", "train staff on", "separate", "dispose of", "certify", "restore",
]
OBJECTS = [
    "customer data at rest", "customer data in transit", "production databases", "backup media", "privileged accounts",
    "operating systems", "network equipment", "log files", "source code", "container images", "development systems",
    "mobile devices", "laptops", "data centre rooms", "third-party components", "encryption keys", "API endpoints",
    "web applications", "user accounts", "service accounts", "tenant networks", "storage volumes", "virtual machines",
    "firewall rules", "certificates", "personal data", "configuration files", "test data", "audit trails",
    "time servers", "administrator workstations", "vulnerabilities", "physical media", "access rights",
    "supplier contracts", "recovery plans", "email systems", "malware signatures", "hypervisors", "load balancers",
]
QUALIFIERS = [
    "at least once a year", "every quarter", "before each release", "according to ISO 27001", "within 30 days",
    "in all regions", "under a written policy", "with independent review", "on request of the customer",
    "after every incident", "by role", "with two people", "outside office hours", "without customer involvement",
    "for the whole term of the contract", "in line with the law of the EU", "and keep evidence of it",
    "and tell customers about it", "with automated tools", "in separate environments",
]
PLACES = ["", "for our tenant", "in production", "at all sites", "in the cloud service", "on shared platforms",
          "at your suppliers", "for remote work", "in staging", "at headquarters"]

LISTS = [OPENINGS, VERBS, OBJECTS, QUALIFIERS, PLACES]
# Coprime to the number of sentences, and far from every product of list lengths: neighbours differ in every word.
STEP = 1_234_577


def sentence(number):
    """The sentence of a number, all lists taken as digits."""
    total = 1
    for words in LISTS:
        total *= len(words)
    number = number * STEP % total
    parts = []
    for words in LISTS:
        number, digit = divmod(number, len(words))
        parts.append(words[digit])
    opening, verb, thing, qualifier, place = parts
    text = " ".join(part for part in (opening, verb, thing, place, qualifier) if part)
    return text + ("." if opening.startswith("Please") else "?")


def main():
    rows, out = int(sys.argv[1]), sys.argv[2]
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Questionnaire")
    sheet.append(["No.", "Section", "Question", "Answer", "Comments"])
    for row in range(rows):
        sheet.append([f"Q-{row + 1}", f"Section {row // 50 + 1}", sentence(row), None, None])
    choices = DataValidation(type="list", formula1='"Yes,No,N/A"', allow_blank=True)
    choices.add(f"D2:D{rows + 1}")
    sheet.data_validations.append(choices)
    book.save(out)


if __name__ == "__main__":
    main()
