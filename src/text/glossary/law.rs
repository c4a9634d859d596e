//! Privacy, jurisdiction and special fields of law.

use super::{Concept, c};

pub(super) const LAW: &[Concept] = &[
    c(
        "~gdpr",
        "gdpr, personal data, personal information, data protection, privacy, pii, personally identif*",
        "gdpr, personuppgift, dataskydd, integritetsskydd",
    ),
    c(
        "~processor-role",
        "processor*, controller*, dpa, dpas, data processing agreement*, processing agreement*",
        "biträde, personuppgiftsansvar, pub-avtal, biträdesavtal, ^dpa$",
    ),
    c(
        "~data-subject",
        "data subject*, subject access, right to be forgotten, right to erasure, right of access",
        "de registrerade, den registrerade, registerutdrag, bli bortglömd, bli glömd",
    ),
    c("~data-protection-officer", "dpo, data protection officer*, privacy officer*", "dataskyddsombud"),
    c(
        "~impact-assessment",
        "dpia*, protection impact, privacy impact, privacy by design, data protection by design",
        "konsekvensbedömning, inbyggt dataskydd",
    ),
    c(
        "~processing-records",
        "record* of processing, processing activit*, ropa",
        "registerförteck, behandlingsregister, register över behandling",
    ),
    c(
        "~legal-basis",
        "consent, lawful basis, legal basis, purpose limitation",
        "samtycke, rättslig grund, laglig grund, ändamålsbegräns",
    ),
    c(
        "~transfer",
        "third countr*, cross border, international transfer*, transfer* outside, standard contractual, \
         scc, sccs, adequacy, outside the eu, outside the eu/eea, outside the eea",
        "tredje land, tredjeland, standardavtalsklausul, adekvat, utanför eu",
    ),
    c(
        "~anonymisation",
        "anonymi*, pseudonymi*, data masking, masked, tokeni*, redact*, de identif*",
        "anonymis, pseudonymis, maskning, maskera",
    ),
    c(
        "~sovereignty",
        "sovereign*, jurisdiction*, cloud act, lawful overseas, foreign, legal system, \
         extraterritorial, u s law, us law, american law, fisa, patriot act",
        "suverän, jurisdiktion, cloud act, rådighet, utländsk, amerikansk lag",
    ),
    c(
        "~authority-request",
        "law enforcement, authorities, authority request*, government request*, government access, \
         subpoena*, court order*",
        "myndighet, brottsbekämp, domstol, begära ut",
    ),
    c(
        "~governing-law",
        "governing law, applicable law, law governs, dispute*, arbitration",
        "tillämplig lag, tvist, skiljedom",
    ),
    c(
        "~payment-card",
        "pci, cardholder*, payment card*, credit card*",
        "kortdata, betalkort, kortinnehav, ^pci",
    ),
    c(
        "~health-data",
        "hipaa, health data, health information, medical record*, patient*",
        "hälsodata, patient, vårddata",
    ),
    c(
        "~artificial-intelligence",
        "artificial intelligence, ai, machine learning, llm*, generative, language model*",
        "artificiell intelligens, ^ai$, maskininlärning, generativ, språkmodell",
    ),
    c(
        "~accessibility",
        "wcag, accessibility, vpat, screen reader*, assistive",
        "wcag, tillgänglighetsanpass, tillgänglighetsdirektiv, skärmläsare",
    ),
];
