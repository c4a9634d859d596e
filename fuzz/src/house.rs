//! What a form is answered from: bases, an index, settings. Made once.

use std::sync::OnceLock;

use jiff::civil::{Date, date};
use trustfill::answer::{HouseChoices, Vendor};
use trustfill::confidence::Policy;
use trustfill::knowledge::{Audience, KnowledgeBase, SourceFile, sample};
use trustfill::respond::Setting;
use trustfill::retrieval::Index;

/// The date of every run.
pub const TODAY: Date = date(2026, 11, 23);

/// The sample base, for the public.
pub fn base() -> &'static KnowledgeBase {
    static BASE: OnceLock<KnowledgeBase> = OnceLock::new();
    BASE.get_or_init(|| sample(Audience::Public).expect("the sample loads"))
}

/// Its index.
pub fn index() -> &'static Index<'static> {
    static INDEX: OnceLock<Index<'static>> = OnceLock::new();
    INDEX.get_or_init(|| Index::build(base()))
}

/// The settings that the program starts from.
pub fn setting() -> Setting {
    Setting {
        policy: Policy::DEFAULT,
        today: TODAY,
        language: None,
        house: HouseChoices::default(),
        vendor: Vendor::default(),
        with_evidence: false,
    }
}

/// A base of a few files, to which a case adds one.
pub fn small_base() -> Vec<SourceFile> {
    let file = |path: &str, text: &str| SourceFile { path: path.to_owned(), text: text.to_owned() };
    vec![
        file("_index.md", "+++\ntitle = \"House\"\n+++\n"),
        file("data/_index.md", "+++\ntitle = \"Data\"\norder = 1\n+++\n"),
        file("data/encryption.md", ENTRY),
    ]
}

/// A word of the note in [`ENTRY`], which no reader may get to see.
pub const MARK: &str = "plumbago";

/// An entry with every key.
pub const ENTRY: &str = r#"+++
question = "Is stored data encrypted?"
also_asked = ["Do you encrypt data at rest?", { q = "Are any disks left unencrypted?", verdict = "no" }]
verdict = "yes"
short = "Yes, on all disks."
audience = "public"
status = "approved"
products = []
tags = ["GDPR"]
controls = ["ISO 27001:2022 A.8.24"]
owner = "compliance"
reviewed = 2026-11-23
review_every = "12 months"
evidence = [{ title = "Certificate", url = "https://example.com/certificate" }]
not_for = ["Is data encrypted in transit?"]
+++
Yes. All disks are encrypted with AES-256. <!-- plumbago: a note of the house -->
"#;
