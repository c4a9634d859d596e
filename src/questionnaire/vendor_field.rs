//! What a row of general information asks about the vendor, where its label says so beyond doubt.

use super::text_signs::{fold, strip_number, tokens};
use super::vendor_words::{IGNORED, WHOLE_LABELS, WORDS};

/// A fact about the vendor that forms ask for on their first rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VendorField {
    /// The legal name of the company.
    Name,
    /// Its number in the national register of companies.
    OrganisationNumber,
    /// Its number for value added tax.
    VatNumber,
    /// Its postal address.
    Address,
    /// The country of its seat.
    Country,
    /// Its web address.
    Website,
    /// Its telephone number.
    Phone,
    /// Its e-mail address.
    Email,
    /// The name of the product or service that the form is about.
    Product,
    /// Whom to ask: the name.
    ContactName,
    /// Whom to ask: the title or role.
    ContactTitle,
    /// Whom to ask: the e-mail address.
    ContactEmail,
    /// Whom to ask: the telephone number.
    ContactPhone,
    /// The contact for security: the name.
    SecurityContactName,
    /// The contact for security: the e-mail address.
    SecurityContactEmail,
    /// The contact for security: the telephone number.
    SecurityContactPhone,
    /// The contact for data protection: the name.
    PrivacyContactName,
    /// The contact for data protection: the e-mail address.
    PrivacyContactEmail,
    /// The contact for data protection: the telephone number.
    PrivacyContactPhone,
}

/// What one word of a label says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    Company,
    Contact,
    Security,
    Privacy,
    Product,
    Name,
    Title,
    Email,
    Phone,
    Address,
    Country,
    Website,
    OrganisationNumber,
    VatNumber,
    /// Makes another number of what it stands beside: "Vendor number" is the customer's for the vendor.
    Number,
    /// With a number that of the company.
    Registration,
    /// A person; only the contact is meant beyond doubt.
    Person,
    /// "Legal", "registered": of a name or an address.
    Formal,
}

impl Says {
    fn is_attribute(self) -> bool {
        !matches!(self, Self::Company | Self::Contact | Self::Security | Self::Privacy | Self::Product)
    }
}

impl VendorField {
    /// All fields.
    pub const ALL: [Self; 19] = [
        Self::Name,
        Self::OrganisationNumber,
        Self::VatNumber,
        Self::Address,
        Self::Country,
        Self::Website,
        Self::Phone,
        Self::Email,
        Self::Product,
        Self::ContactName,
        Self::ContactTitle,
        Self::ContactEmail,
        Self::ContactPhone,
        Self::SecurityContactName,
        Self::SecurityContactEmail,
        Self::SecurityContactPhone,
        Self::PrivacyContactName,
        Self::PrivacyContactEmail,
        Self::PrivacyContactPhone,
    ];

    /// The field that a label asks for; `None` where it could mean several ("E-mail"), asks for more than one, or has a
    /// word that may change the meaning ("Parent company name", "Emergency contact").
    pub fn of(label: &str) -> Option<Self> {
        Self::read(label).map(|(field, _)| field)
    }

    /// Whether a label names only whose fact is asked for ("Vendor", "Security contact"), as topics of a list do too.
    pub fn is_bare(label: &str) -> bool {
        Self::read(label).is_some_and(|(_, bare)| bare)
    }

    /// Whether a heading names the vendor: "About your company".
    pub(crate) fn names_company(heading: &str) -> bool {
        let says =
            |word: &str| WORDS.iter().any(|(known, says)| *known == word && says.contains(&Says::Company));
        tokens(&fold(heading)).into_iter().any(says)
    }

    /// The field, and whether the label is bare.
    fn read(label: &str) -> Option<(Self, bool)> {
        let folded = fold(strip_number(label.trim()).trim_end_matches([':', '：', '*', '?', '？', ' ']));
        if let Some((_, field)) = WHOLE_LABELS.iter().find(|(whole, _)| fold(whole) == folded) {
            return Some((*field, false));
        }
        // "Company / contact", "Name, e-mail": more than one thing.
        if folded.contains(['/', '&', ',', ';', '+']) {
            return None;
        }
        let joined = folded
            .replace("solution provider", "vendor")
            .replace("service provider", "vendor")
            .replace("e-mail", "email")
            .replace("e-post", "epost")
            .replace("web site", "website");
        let (mut subjects, mut attributes) = (Vec::new(), Vec::new());
        for word in tokens(&joined) {
            if IGNORED.contains(&word) {
                continue;
            }
            // One word that is not known could turn the meaning.
            let (_, says) = WORDS.iter().find(|(known, _)| *known == word)?;
            for said in *says {
                let list = if said.is_attribute() { &mut attributes } else { &mut subjects };
                if !list.contains(said) {
                    list.push(*said);
                }
            }
        }
        let attribute = sole_attribute(&attributes)?;
        // "Vendor contact": the contact is what is asked for, the vendor only whose.
        if subjects.contains(&Says::Contact) {
            subjects.retain(|s| *s != Says::Company);
        }
        let formal =
            attributes.contains(&Says::Formal) && !matches!(attribute, Some(Says::Name | Says::Address));
        let person = attributes.contains(&Says::Person) && !subjects.contains(&Says::Contact);
        let field = if formal || person { None } else { Self::of_words(&subjects, attribute) }?;
        Some((field, attribute.is_none()))
    }

    fn of_words(subjects: &[Says], attribute: Option<Says>) -> Option<Self> {
        use Says::{
            Address, Company, Contact, Country, Email, Name, OrganisationNumber, Phone, Privacy, Product,
            Security, Title, VatNumber, Website,
        };
        let both = |first, second| subjects == [first, second] || subjects == [second, first];
        Some(match (subjects, attribute) {
            ([Company], None | Some(Name)) => Self::Name,
            ([] | [Company], Some(OrganisationNumber)) => Self::OrganisationNumber,
            ([] | [Company], Some(VatNumber)) => Self::VatNumber,
            ([Company], Some(Address)) => Self::Address,
            ([Company], Some(Country)) => Self::Country,
            ([] | [Company], Some(Website)) => Self::Website,
            ([Company], Some(Phone)) => Self::Phone,
            ([Company], Some(Email)) => Self::Email,
            ([Product], Some(Name)) => Self::Product,
            ([Contact], None | Some(Name)) => Self::ContactName,
            ([Contact], Some(Title)) => Self::ContactTitle,
            ([Contact], Some(Email)) => Self::ContactEmail,
            ([Contact], Some(Phone)) => Self::ContactPhone,
            (_, None | Some(Name)) if both(Contact, Security) => Self::SecurityContactName,
            (_, Some(Email)) if both(Contact, Security) => Self::SecurityContactEmail,
            (_, Some(Phone)) if both(Contact, Security) => Self::SecurityContactPhone,
            (_, None | Some(Name)) if both(Contact, Privacy) => Self::PrivacyContactName,
            (_, Some(Email)) if both(Contact, Privacy) => Self::PrivacyContactEmail,
            (_, Some(Phone)) if both(Contact, Privacy) => Self::PrivacyContactPhone,
            _ => return None,
        })
    }

    /// The key of the field in the configuration.
    pub fn key(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::OrganisationNumber => "organisation-number",
            Self::VatNumber => "vat-number",
            Self::Address => "address",
            Self::Country => "country",
            Self::Website => "website",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Product => "product",
            Self::ContactName => "contact-name",
            Self::ContactTitle => "contact-title",
            Self::ContactEmail => "contact-email",
            Self::ContactPhone => "contact-phone",
            Self::SecurityContactName => "security-contact-name",
            Self::SecurityContactEmail => "security-contact-email",
            Self::SecurityContactPhone => "security-contact-phone",
            Self::PrivacyContactName => "privacy-contact-name",
            Self::PrivacyContactEmail => "privacy-contact-email",
            Self::PrivacyContactPhone => "privacy-contact-phone",
        }
    }
}

/// The one attribute that words ask for, `Some(None)` for none; `None` where they ask for several.
fn sole_attribute(attributes: &[Says]) -> Option<Option<Says>> {
    use Says::{Formal, Number, OrganisationNumber, Person, Phone, Registration, VatNumber};
    let kept: Vec<Says> = attributes.iter().copied().filter(|a| ![Formal, Person].contains(a)).collect();
    match kept.as_slice() {
        [] => Some(None),
        // "VAT number" is what "VAT" is, and a registration is asked for by its number.
        [Registration, Number] | [Number, Registration] => Some(Some(OrganisationNumber)),
        [one @ (OrganisationNumber | VatNumber | Phone), Number]
        | [Number, one @ (OrganisationNumber | VatNumber | Phone)] => Some(Some(*one)),
        [Number | Registration] => None,
        [one] => Some(Some(*one)),
        _ => None,
    }
}

/// A label as two are compared: without number, case, accents, closing marks and breaks.
pub fn same_label(one: &str, other: &str) -> bool {
    let plain = |label: &str| {
        let label = strip_number(label.trim()).trim_end_matches([':', '：', '*', '?', '？', ' ']);
        fold(&label.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    plain(one) == plain(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_label_names_its_field_in_twelve_languages() {
        for (label, key) in [
            ("Vendor Name", "name"),
            ("1. Company:", "name"),
            ("Legal name of the supplier *", "name"),
            ("Name of the insured", "name"),
            ("Leverantörens namn", "name"),
            ("Virksomhedens navn", "name"),
            ("Firmenname", "name"),
            ("Name des Unternehmens", "name"),
            ("Nom de l'entreprise", "name"),
            ("Nombre de la empresa", "name"),
            ("Nome da empresa", "name"),
            ("Nazwa firmy", "name"),
            ("Bedrijfsnaam", "name"),
            ("会社名", "name"),
            ("供应商名称", "name"),
            ("Organisationsnummer", "organisation-number"),
            ("Company registration number", "organisation-number"),
            ("Numéro SIRET", "organisation-number"),
            ("VAT number", "vat-number"),
            ("Company website", "website"),
            ("Registered address of the company", "address"),
            ("Vendor Contact Name", "contact-name"),
            ("Contact person", "contact-name"),
            ("Kontaktperson", "contact-name"),
            ("Ansprechpartner", "contact-name"),
            ("Contact e-mail", "contact-email"),
            ("E-mail address of the contact person", "contact-email"),
            ("Kontaktpersonens e-postadress", "contact-email"),
            ("Vendor Contact Title", "contact-title"),
            ("Contact phone number", "contact-phone"),
            ("Security contact e-mail", "security-contact-email"),
            ("Data protection officer", "privacy-contact-name"),
            ("DPO e-mail", "privacy-contact-email"),
            ("Product name", "product"),
        ] {
            assert_eq!(VendorField::of(label).map(VendorField::key), Some(key), "{label}");
        }
    }

    #[test]
    fn what_could_mean_another_is_left_to_a_person() {
        for label in [
            "Name",
            "E-mail",
            "Phone",
            "Date completed",
            "Customer name",
            "Parent company name",
            "Emergency contact",
            "Contact at the customer",
            "Completed by (name, e-mail)",
            "Name and title of contact",
            "Signature",
            "Third party name",
            "Number of employees",
            "Organization number",
            "Vendor ID",
            "Vendor number",
            "Supplier no.",
            "Contact number",
            "DPO number",
            "Name of company and contact person",
            "Company and contact",
            "Name of the person for the company",
            "Legal person of the company",
            "Product name and ID",
            "Registration",
            "Hosting provider",
            "Name of provider",
            "Kundens namn",
            "Country",
            "Product version",
            "Company security policy",
            "",
        ] {
            assert_eq!(VendorField::of(label), None, "{label}");
        }
    }

    #[test]
    fn labels_are_compared_without_number_case_and_closing_marks() {
        assert!(same_label("3. DUNS  number:", "duns number"));
        assert!(!same_label("DUNS number", "DUNS"));
    }
}
