#!/usr/bin/env python3
"""Writes what the reference tokenizer and the unrounded weights say of texts of our own making.

    pip install tokenizers==0.23.3
    python3 scripts/golden_tokens.py MODEL_DIR tests/fixtures/tokens

`golden.jsonl`: texts with the ids of the reference tokenizer (without [CLS] and [SEP]). `cosines.jsonl`: pairs of sentences
with the cosine of their means, computed in double precision from the f32 weights. The same input gives the same files.
"""

import argparse
import json
import math
import random
import struct
from pathlib import Path

from tokenizers import Tokenizer

SEED = 20240229
UNKNOWN = 1

SUBJECTS = [
    "customer data", "the backup", "an administrator", "every laptop", "our subprocessors", "the incident log",
    "a penetration test", "source code", "the data centre", "personal information", "API keys", "the SBOM", "tenant isolation",
]
VERBS = [
    "encrypts", "is reviewed by", "replaces", "must not leave", "depends upon", "pseudonymises", "was audited against",
    "expires before", "deprovisions", "is rate-limited by", "overrides", "cross-references",
]
OBJECTS = [
    "AES-256-GCM", "TLS 1.3", "ISO/IEC 27001:2022", "SOC 2 (Type II)", "the hypervisor", "a 90-day window", "two-factor tokens",
    "99.95% uptime", "RFC 6749 §4.1", "the on-call engineer", "GDPR art. 28(3)(h)", "an air-gapped vault", "10.0.0.0/8",
]
SWEDISH = [
    "Krypteras lagrade säkerhetskopior på ett åtskilt nätverk?", "Återställningsövningar görs två gånger per år.",
    "Vem äger åtgärdslistan efter en överträdelse?", "Hur länge sparas loggar över åtkomst – och var?",
    "Leverantörens underbiträden finns inom EU/EES.", "ÄR BEHÖRIGHETSGRANSKNINGEN DOKUMENTERAD?", "Ångrarätt: högst 14 dagars öppet köp.",
]
GERMAN = [
    "Wie oft werden Zugriffsrechte überprüft?", "Die Schlüssel größerer Mandanten liegen außerhalb der Plattform.",
    "Datenschutzfolgenabschätzung: ja / nein / nicht zutreffend", "STRASSE, Straße und Strasse sind dreierlei.",
    "Löschfristen für Übungsdaten müssen eingehalten werden!",
]
ARABIC = ["هل تُشفَّر النسخ الاحتياطية؟", "سياسة الأمن ٢٠٢٤", "مركز البيانات في مدينة أخرى، نعم", "ـــ تطويل ـــ"]
CJK = [
    "备份数据是否加密?", "数据中心在哪里。", "資料保護責任者は誰ですか", "バックアップは毎日", "데이터를 암호화합니까?", "混合text和数字123",
    "ｆｕｌｌｗｉｄｔｈ　ＡＢＣ１２３！", "豈更車賈 compatibility", "𠀀𪜀 rare 𫝀𫠠 planes", "第１章：概要",
]
OTHER = [
    "Шифруются ли резервные копии? Ёлка, йод", "Κρυπτογραφείται το αντίγραφο; ΣΊΣΥΦΟΣ", "क्या डेटा एन्क्रिप्टेड है?", "ข้อมูลถูกเข้ารหัสหรือไม่", "האם הגיבוי מוצפן?",
    "İstanbul'da ığdır IĞDIR", "Việt Nam: mã hoá dữ liệu đã được kiểm tra", "Čeština: příliš žluťoučký kůň", "Łódź, żółć, ÆØÅ æøå ð þ",
    "தரவு குறியாக்கம்", "ქართული ტექსტი", "Հայերեն տեքստ։", "ﬁne ﬂow ﬀ ligatures", "ǅ ǆ ß ẞ ŉ",
]
SYMBOLS = [
    "✅ yes / ❌ no", "🔐🔑 keys 🧿", "👩‍💻 works from home", "🇸🇪🇩🇪", "→ see §3 ¶2 † ‡ •", "≥ 128 bit, ≤ 30 days, ± 5 %, ×10⁻³", "½ ¾ ² ³ ™ ® © № ℃",
    "€100 £20 ¥5 $3 ¢ ₿", "“curly” ‘quotes’ «angles» „low“ …", "a–b—c−d‑e‐f", "`code` ~tilde~ ^caret^ |pipe|", "x=y+z<w>v", "☎ ☑ ☐ ✓ ✗",
]
INVISIBLE = [
    "zero\u200bwidth", "joi\u200dned non\u200cjoined", "\ufeffbom first", "soft\u00adhyphen", "no\u00a0break\u202fspace", "line\u2028and\u2029paragraph",
    "bell\u0007 nul\u0000 esc\u001b[0m", "tab\tnew\nline\r\nreturn\rvertical\u000bform\u000cfeed", "\u202eright to left\u202c mark\u200e\u200f",
    "c1\u0085controls\u009f", "private\ue000use\uf8ff", "replace\ufffdment", "\u3000ideographic\u3000space\u3000", "tag\U000e0041\U000e007fs",
    "word\u2060joiner", "thin\u2009hair\u200aspaces\u1680ogham", "unassigned\u0378\U0003ffff end", "\ufe0f\ufe0e selectors",
]
COMBINING = [
    "e\u0301te\u0301 re\u0301sume\u0301", "A\u030anga\u0308r", "n\u0303o\u0308u\u0302", "q\u0323\u0307 order", "q\u0307\u0323 order",
    "Z\u0351\u036b\u0343a\u0334l\u0335g\u0336o\u0337", "o\u0328\u0304 \u01ed", "\u0344 \u0374 \u037e \u0387", "\u212b \u2126 \u212a signs", "i\u0307 I\u0307 \u0130", "क\u093c \u0958",
    "ا\u0653\u0654", "\u1100\u1161\u11a8 각", "\u0301leading", "x\u20ddenclosed\u20e3",
]
EDGES = [
    "", " ", "   \t\n  ", "a", ".", "...", "?!?!", "-", "--", "##", "##ing", "# #", "[UNK]", "[CLS] text [SEP]", "before[MASK]after", "[PAD][PAD]", "[mask]", "[ MASK ]", "[[CLS]]",
    "[MASK", "é[SEP]é", "[unused5]", "don't", "it's O'Reilly's", "e.g., i.e.", "user@example.com", "https://example.com/a_b?c=d&e=f#g", "C:\\path\\file.txt", "snake_case camelCase kebab-case",
    "1,234,567.89", "2024-02-29T23:59:59Z", "+46 8 123 456", "CVE-2021-44228", "v1.2.3-rc.4", "0xDEADBEEF", "a/b/c", "(nested (brackets [and] {braces}))", "50%of", "A.5.1.2.a)", "Q1:Q2;Q3",
    "MFA/SSO/SCIM", "e-mail", "IaaS PaaS SaaS", "antidisestablishmentarianism", "Donaudampfschifffahrtsgesellschaftskapitän", "x" * 99, "x" * 100, "x" * 101, "é" * 100, "é" * 101,
    "数" * 101, "ab" * 60 + " short", "!" * 120, "supercalifragilistic" * 5, "supercalifragilistic" * 5 + "s", "e\u0301" * 100, "e\u0301" * 101, "я" * 100, "\u200b".join("x" * 101),
]
PAIRS = [
    ("Is customer data encrypted at rest?", "Do you encrypt stored data?"),
    ("Is customer data encrypted at rest?", "Which ciphers protect information in transit?"),
    ("Are backups tested?", "How often do you rehearse a restore?"),
    ("Are backups tested?", "Who approves new suppliers?"),
    ("Are laptops wiped before disposal?", "How is end user hardware retired?"),
    ("Do you have a penetration test?", "Is the application examined by ethical hackers every year?"),
    ("Do you have a penetration test?", "Is there a canteen at the office?"),
    ("Describe your incident response process.", "What happens when a breach is discovered?"),
    ("Describe your incident response process.", "Describe your vendor onboarding process."),
    ("Where is data stored?", "In which countries are your data centres?"),
    ("Where is data stored?", "When is data deleted?"),
    ("Is multi-factor authentication required?", "Do users sign in with a second factor?"),
    ("Is multi-factor authentication required?", "Is single sign-on supported?"),
    ("How are secrets managed?", "Where do you keep API keys and passwords?"),
    ("Who is the data protection officer?", "Name the person responsible for privacy."),
    ("Do employees receive security training?", "Are staff taught to recognise phishing?"),
    ("Do employees receive security training?", "Are staff screened before they are hired?"),
    ("Is access reviewed quarterly?", "How often are permissions recertified?"),
    ("Is access reviewed quarterly?", "Is access reviewed annually?"),
    ("Do you scan for vulnerabilities?", "Are third-party libraries checked for known CVEs?"),
    ("What is the recovery time objective?", "How soon is the service back after a disaster?"),
    ("What is the recovery time objective?", "What is the recovery point objective?"),
    ("Are logs kept for at least 90 days?", "How long do you retain audit trails?"),
    ("Are logs kept for at least 90 days?", "Are logs protected against tampering?"),
    ("Is tenant data separated?", "How do you keep one customer's records from another's?"),
    ("Do you hold ISO 27001?", "Which certifications does the company have?"),
    ("Do you hold ISO 27001?", "Do you hold SOC 2 Type II?"),
    ("Do you use subprocessors?", "Which fourth parties handle our information?"),
    ("Is there a bug bounty?", "How may researchers report weaknesses?"),
    ("Is source code reviewed?", "Must a colleague approve each change?"),
    ("Is source code reviewed?", "Is the building guarded at night?"),
    ("Is there a firewall?", "How is the network segmented?"),
    ("Do you carry cyber insurance?", "What does liability cover amount to?"),
    ("Is AI trained on customer data?", "Do machine learning models learn from our content?"),
    ("Can data be exported?", "How do we get our records back when the contract ends?"),
    ("encryption", "cryptography"),
    ("encryption", "gardening"),
    ("Yes.", "No."),
    ("résumé and café", "resume and cafe"),
    ("MFA, SSO & SCIM (2024)", "Identity features: SAML 2.0, TOTP"),
    ("We keep nothing. " * 40, "Data minimisation"),
    ("🧿 backups 🧿", "copies of the database"),
]


def phrases(rng):
    """Sentences put together at random, then bent: case, spaces, punctuation, accents, marks."""
    while True:
        text = f"{rng.choice(SUBJECTS)} {rng.choice(VERBS)} {rng.choice(OBJECTS)}"
        bend = rng.randrange(9)
        if bend == 0:
            text = text.upper() + "?"
        elif bend == 1:
            text = text.title().replace(" ", rng.choice(["  ", "\u00a0", "\n", "\t", "\u2003"]))
        elif bend == 2:
            text = "".join(c + rng.choice(["", "", "", "\u0301", "\u0308", "\u200b"]) for c in text)
        elif bend == 3:
            text = f"{rng.randrange(1, 20)}.{rng.randrange(1, 9)} {text}; {rng.choice(SWEDISH)}"
        elif bend == 4:
            text = f"{text} – {rng.choice(GERMAN)} ({rng.choice(CJK)})"
        elif bend == 5:
            at = rng.randrange(len(text))
            text = text[:at] + rng.choice(SYMBOLS) + text[at:]
        elif bend == 6:
            text = text.translate(str.maketrans("aeiouyAEIOUc", "áèîöüÿÅÉÍÓÚç"))
        elif bend == 7:
            text = text.replace(" ", rng.choice(["", "-", "_", "/", "·", "、"]))
        else:
            text = f"Please describe whether {text}, and if so since when."
        yield text


def scrambles(rng):
    """Characters of every kind in any order: words nobody writes."""
    pool = "".join(SWEDISH + GERMAN + ARABIC + CJK + OTHER + SYMBOLS + INVISIBLE + COMBINING) + "abcdefghij 0123456789 .,:;-_[]()#"
    while True:
        yield "".join(rng.choice(pool) for _ in range(rng.randrange(3, 40)))


def sweeps():
    """Every 37th character of the two planes in use, each between letters: where the character classes change."""
    codes = [c for c in range(0x20, 0x20000, 37) if not 0xD800 <= c < 0xE000]
    for start in range(0, len(codes), 40):
        yield " ".join(f"a{chr(code)}b" for code in codes[start : start + 40])


def texts():
    """All golden texts, each once."""
    rng = random.Random(SEED)
    fixed = SWEDISH + GERMAN + ARABIC + CJK + OTHER + SYMBOLS + INVISIBLE + COMBINING + EDGES
    fixed += [text for pair in PAIRS for text in pair]
    fixed += list(sweeps())
    source = phrases(rng)
    fixed += [next(source) for _ in range(300)]
    source = scrambles(rng)
    fixed += [next(source) for _ in range(150)]
    return list(dict.fromkeys(fixed))


def read_rows(path):
    """A function from row to floats, over a safetensors file of one f32 matrix."""
    data = path.read_bytes()
    (length,) = struct.unpack_from("<Q", data)
    tensor = json.loads(data[8 : 8 + length])["embeddings"]
    dimensions = tensor["shape"][1]
    start = 8 + length + tensor["data_offsets"][0]
    return lambda row: struct.unpack_from(f"<{dimensions}f", data, start + 4 * dimensions * row)


def mean(ids, row):
    """The vector of a text: the mean of its known tokens' rows, at unit length."""
    vectors = [row(i) for i in ids if i != UNKNOWN]
    sums = [math.fsum(column) for column in zip(*vectors, strict=True)]
    length = math.sqrt(math.fsum(x * x for x in sums))
    return [x / length for x in sums]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", type=Path, metavar="MODEL_DIR")
    parser.add_argument("out", type=Path, metavar="OUT_DIR")
    arguments = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(arguments.model / "tokenizer.json"))
    row = read_rows(arguments.model / "model.safetensors")

    def ids(text):
        return tokenizer.encode(text, add_special_tokens=False).ids

    arguments.out.mkdir(parents=True, exist_ok=True)
    golden = [{"text": text, "ids": ids(text)} for text in texts()]
    cosines = []
    for a, b in PAIRS:
        cosine = math.fsum(x * y for x, y in zip(mean(ids(a), row), mean(ids(b), row), strict=True))
        cosines.append({"a": a, "b": b, "cosine": round(cosine, 6)})
    for name, lines in [("golden.jsonl", golden), ("cosines.jsonl", cosines)]:
        # ASCII only: invisible characters stay visible in the file, and no editor can change them.
        text = "".join(json.dumps(line, separators=(",", ":")) + "\n" for line in lines)
        (arguments.out / name).write_text(text, encoding="ascii", newline="\n")
        print(f"{name}: {len(lines)} lines")


if __name__ == "__main__":
    main()
