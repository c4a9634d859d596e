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
        let folded = fold(strip_number(label.trim()).trim_end_matches([':', '：', '*', '?', '？', ' ']));
        if let Some((_, field)) = WHOLE_LABELS.iter().find(|(whole, _)| fold(whole) == folded) {
            return Some(*field);
        }
        let joined =
            folded.replace("e-mail", "email").replace("e-post", "epost").replace("web site", "website");
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
        let attribute = match attributes.as_slice() {
            [] => None,
            [one] => Some(*one),
            _ => return None,
        };
        // "Vendor contact": the contact is what is asked for, the vendor only whose.
        if subjects.contains(&Says::Contact) {
            subjects.retain(|s| *s != Says::Company);
        }
        Self::of_words(&subjects, attribute)
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
            ([Company], Some(Website)) => Self::Website,
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
