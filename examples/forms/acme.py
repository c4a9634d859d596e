"""A cloud assessment in the manner of the CAIQ: title above the header, ownership between answer and comment, the domain merged at the far right."""

from forms.ooxml import Book, Style
from forms.question import Example, near, other, record, same

ANSWERS = ["Yes", "No", "NA"]
OWNERS = ["Provider", "Customer", "Shared", "Third party"]
HEADER = ["Question ID", "Question", "Answer", "Ownership", "Comment", "Control title", "Domain"]

# domain -> (prefix, [(control title, [questions])])
DOMAINS = {
    "Governance & Assurance": ("GOV", [
        ("Certification", [
            same("certified-security", "Is your security management certified to ISO 27001?"),
            near("certified-security", "Do you hold a current SOC 2 Type II report, and may we read it under a non-disclosure agreement?"),
        ]),
        ("Independent audit", [same("certified-security", "Please state: are regular audits carried out by independent parties?")]),
        ("Policy", [other("Does senior management approve the information security policy at least once a year?")]),
    ]),
    "Data Location & Sovereignty": ("DLS", [
        ("Storage location", [
            same("data-in-sweden", "Is Customer Data stored in Sweden?"),
            near("data-in-sweden", "Are backup copies of Customer Data held in a second country?"),
        ]),
        ("Foreign access", [
            same("digital-sovereignty", "Does the U.S. CLOUD Act apply to your services?"),
            near("digital-sovereignty", "Does the U.S. CLOUD Act apply to any of your sub-processors?"),
        ]),
        ("Portability", [
            same("no-lock-in", "a) Is the platform based on open standards?"),
            near("no-lock-in", "b) Is there a tested exit plan for the day the contract ends?"),
        ]),
    ]),
    "Encryption & Key Management": ("EKM", [
        ("Data at rest", [
            same("encryption-at-rest", "1) Is data encrypted at rest?"),
            near("encryption-at-rest", "2) Is data encrypted at rest and in transit?"),
            same("encryption-at-rest", "3) Are any disks left unencrypted?"),
            near("encryption-at-rest", "4) Are all disks encrypted with AES-128?"),
        ]),
        ("Keys", [near("encryption-at-rest", "Can we bring our own encryption keys and revoke them at any time?")]),
    ]),
    "Identity & Access": ("IAC", [
        ("Credentials", [
            same("secret-auth-info", "Do you use a password management system ?"),
            near("secret-auth-info", "Do passwords have at least 14 characters, and are they changed every 90 days?"),
            same("user-secret-expectations", "May users share their passwords with each other?"),
        ]),
        ("Strong authentication", [other("Is multi-factor authentication enforced for all administrators?")]),
        ("Joiners and leavers", [other("Are the accounts of leavers closed within 24 hours?")]),
    ]),
    "Logging & Monitoring": ("LOM", [
        ("Monitoring", [
            same("monitoring-24-7", "Do you monitor the Platform 24/7/365?"),
            near("monitoring-24-7", "Do you run a security operations centre of your own, staffed 24/7/365?"),
        ]),
        ("Retention", [
            same("monitoring-data-retention", "Please indicate: are monitoring metrics kept for at least 90 days?"),
            near("monitoring-data-retention", "Are monitoring metrics kept for at least 365 days?"),
        ]),
        ("Events and integrity", [
            same("event-logging", "(i) Are security events logged?"),
            near("privileged-access-logged", "(ii) Is every command that an administrator types recorded and replayable?"),
            same("log-protection", "(iii) Are logs sent in real-time to an access controlled archive?"),
        ]),
        ("Time", [same("clock-sync", "Is one time reference shared by all relevant systems?")]),
    ]),
    "Network & Tenant Isolation": ("NTI", [
        ("Tenant isolation", [
            same("tenant-separation", "Are customers’ environments logically separated from each other?"),
            near("tenant-separation", "Are customers’ environments physically separated from each other?"),
        ]),
        ("Network attacks", [
            same("ddos-network-attacks", "Is DDoS protection included at no additional cost?"),
            near("ddos-network-attacks", "Is DDoS protection at the application layer included at no additional cost?"),
        ]),
        ("Filtering", [
            same("network-services", "Is network traffic  denied by default ?"),
            near("network-services", "Are firewall rules reviewed at least every six months?"),
        ]),
    ]),
    "Vulnerability Management": ("VUM", [
        ("Scanning", [
            same("vuln-patching", "DO YOU SCAN FOR VULNERABILITIES REGULARLY?"),
            near("vuln-patching", "Do you scan for vulnerabilities every week and after each major change?"),
            other("Does an external party perform a penetration test at least once a year?"),
        ]),
        ("Configuration", [same("hardening", "Are CIS benchmarks used?")]),
        ("Malware", [
            same("malicious-code", "Please confirm: is endpoint detection and response deployed on all corporate devices?"),
            near("malicious-code", "Is anti-malware software installed on the virtual machines of customers?"),
        ]),
    ]),
    "Continuity & Capacity": ("COC", [
        ("Capacity", [same("capacity-shortage-detection", "Is a ticket created automatically when a capacity threshold is exceeded?")]),
        ("Backup", [
            other("Are backups of customer systems taken every day?"),
            other("Is restoring from backup tested at least once a year?"),
        ]),
        ("Availability", [
            same("high-availability", "Is support available 24/7?"),
            near("high-availability", "Is an availability of at least 99.95 % guaranteed in the service level agreement?"),
        ]),
    ]),
    "People & Incidents": ("PIN", [
        ("Personnel", [other("Are background checks carried out before a person is employed?")]),
        ("Incident response", [other("Is the incident response plan exercised at least once a year?")]),
        ("Personal data", [
            same("gdpr-role", "Please confirm: do you enter into a data processing agreement (DPA) with customers?"),
            near("gdpr-role", "Are we told of a personal data breach within 24 hours of its discovery?"),
        ]),
    ]),
}

NAVY, LINE = "1B3A57", "C5CED8"
TITLE = Style(bold=True, size=16, color="FFFFFF", fill=NAVY)
HEAD = Style(bold=True, color="FFFFFF", fill="2F6690", border=LINE, across="center")
CODE = Style(bold=True, border=LINE, color=NAVY)
BODY = Style(border=LINE)
ENTRY = Style(border=LINE, fill="FFFBEA", locked=False)
PICK = Style(border=LINE, fill="FFFBEA", across="center", locked=False)
DOMAIN = Style(bold=True, border=LINE, fill="E3ECF4", color=NAVY, across="center")
PLAIN, LEAD = Style(), Style(bold=True, size=11, color=NAVY)

STEPS = [
    ("Purpose", "Acme Logistics moves parcels through eleven countries. Before we place a system with a cloud provider, we ask how it is run."),
    ("Who answers", "One person at the provider who can speak for the security of the service. Please do not send marketing material instead of answers."),
    ("Answer", "Choose Yes, No or NA. An answer that is true in part only is a No; use the comment to say which part."),
    ("Ownership", "Choose who operates the control: Provider, Customer, Shared or Third party."),
    ("Comment", "Two or three sentences that our assessors can check. Required for every NA."),
    ("Return", "Send the workbook back in this format to cloud-assessment@acme-logistics.example. Do not insert rows or rename sheets."),
]


def instructions(book):
    sheet = book.sheet("Instructions", [20, 96], tab=NAVY)
    sheet.merge("A1:B1", "Acme Logistics - cloud provider assessment", TITLE)
    for row, (head, text) in enumerate(STEPS, 3):
        sheet.row(row, [head, text], PLAIN)
        sheet.put(f"A{row}", head, LEAD)
    sheet.merge("A10:B10", "Edition 4, valid from January 2026. Acme Logistics is a fictional company.", Style(italic=True, color="6B7785"))


def assessment(book):
    """The form; returns domain -> its first and last row."""
    sheet = book.sheet("Cloud assessment", [12, 54, 10, 13, 52, 19, 17], tab="2F6690", freeze="C3")
    sheet.merge("A1:G1", "Cloud assessment: to be answered by the provider", TITLE)
    sheet.row(2, HEADER, HEAD)
    row, areas = 3, {}
    for domain, (prefix, controls) in DOMAINS.items():
        first = row
        for number, (title, asks) in enumerate(controls, 1):
            for part, ask in enumerate(asks, 1):
                code = f"{prefix}-{number:02}.{part}"
                for column, (value, style) in zip("ABCDEFG", [(code, CODE), (ask.text, BODY), (None, PICK), (None, PICK), (None, ENTRY), (title, BODY)]):
                    sheet.put(f"{column}{row}", value, style)
                record(sheet.questions, ask, f"B{row}", code, domain, f"C{row}", f"E{row}", ANSWERS, second_answer=f"D{row}", second_choices=OWNERS)
                row += 1
        sheet.merge(f"G{first}:G{row - 1}", domain, DOMAIN)
        areas[domain] = first, row - 1
    sheet.choices(f"C3:C{row - 1}", ANSWERS)
    sheet.choices(f"D3:D{row - 1}", OWNERS)
    sheet.colour_when_equal(f"C3:C{row - 1}", {"Yes": "D8F0DD", "No": "F9DCDC", "NA": "E5E7EB"})
    sheet.merge(f"A{row}:G{row}", "End of the assessment. Thank you.", Style(italic=True, color="6B7785", across="center"))
    book.repeat_rows(sheet, "$1:$2")
    return areas


def results(book, areas):
    sheet = book.sheet("Results", [34, 12, 10, 10, 10, 10], tab="6B7785")
    sheet.merge("A1:F1", "Results (calculated, please leave as they are)", TITLE)
    sheet.row(3, ["Domain", "Questions", "Yes", "No", "NA", "Open"], HEAD)
    figure = Style(border=LINE, across="center")
    for row, (domain, (first, last)) in enumerate(areas.items(), 4):
        answers = f"'Cloud assessment'!$C${first}:$C${last}"
        total = last - first + 1
        sheet.put(f"A{row}", domain, BODY)
        sheet.put(f"B{row}", total, figure, f"ROWS({answers})")
        for column, word in zip("CDE", ANSWERS):
            sheet.put(f"{column}{row}", 0, figure, f'COUNTIF({answers},"{word}")')
        sheet.put(f"F{row}", total, figure, f"B{row}-SUM(C{row}:E{row})")
    end = 3 + len(areas)
    total = sum(last - first + 1 for first, last in areas.values())
    sheet.put(f"A{end + 1}", "All domains", DOMAIN)
    for column, value in zip("BCDEF", [total, 0, 0, 0, total]):
        sheet.put(f"{column}{end + 1}", value, DOMAIN, f"SUM({column}4:{column}{end})")


def build():
    book = Book("Cloud provider assessment", "Acme Logistics", "2026-01-12T09:00:00Z")
    instructions(book)
    areas = assessment(book)
    results(book, areas)
    return Example.of_book("acme-cloud-assessment.xlsx", book)
