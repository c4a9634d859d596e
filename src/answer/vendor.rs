//! What the house says of itself, for the rows of a form that ask for general information.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::questionnaire::{VendorField, same_label};

/// The `[vendor]` table of the configuration. All of it is optional; what is not there is left to a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Vendor {
    name: Option<String>,
    organisation_number: Option<String>,
    vat_number: Option<String>,
    address: Option<String>,
    country: Option<String>,
    website: Option<String>,
    phone: Option<String>,
    email: Option<String>,
    product: Option<String>,
    contact_name: Option<String>,
    contact_title: Option<String>,
    contact_email: Option<String>,
    contact_phone: Option<String>,
    security_contact_name: Option<String>,
    security_contact_email: Option<String>,
    security_contact_phone: Option<String>,
    privacy_contact_name: Option<String>,
    privacy_contact_email: Option<String>,
    privacy_contact_phone: Option<String>,
    /// Values for labels as a form writes them.
    labels: BTreeMap<String, String>,
}

/// A value for a row of general information.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stated<'v> {
    /// The key it stands under.
    pub key: &'v str,
    /// The value.
    pub value: &'v str,
}

impl Vendor {
    /// What the table says for a label: the house's own label first, then the field the label names.
    pub fn stated(&self, label: &str) -> Option<Stated<'_>> {
        let own = self.labels.iter().find(|(known, _)| same_label(known, label));
        if let Some((key, value)) = own {
            return Some(Stated { key, value });
        }
        let field = VendorField::of(label)?;
        self.value(field).map(|value| Stated { key: field.key(), value })
    }

    fn value(&self, field: VendorField) -> Option<&str> {
        let value = match field {
            VendorField::Name => &self.name,
            VendorField::OrganisationNumber => &self.organisation_number,
            VendorField::VatNumber => &self.vat_number,
            VendorField::Address => &self.address,
            VendorField::Country => &self.country,
            VendorField::Website => &self.website,
            VendorField::Phone => &self.phone,
            VendorField::Email => &self.email,
            VendorField::Product => &self.product,
            VendorField::ContactName => &self.contact_name,
            VendorField::ContactTitle => &self.contact_title,
            VendorField::ContactEmail => &self.contact_email,
            VendorField::ContactPhone => &self.contact_phone,
            VendorField::SecurityContactName => &self.security_contact_name,
            VendorField::SecurityContactEmail => &self.security_contact_email,
            VendorField::SecurityContactPhone => &self.security_contact_phone,
            VendorField::PrivacyContactName => &self.privacy_contact_name,
            VendorField::PrivacyContactEmail => &self.privacy_contact_email,
            VendorField::PrivacyContactPhone => &self.privacy_contact_phone,
        };
        value.as_deref()
    }

    /// What is wrong with a label: it names nothing, or two name the same row of a form.
    pub fn bad_label(&self) -> Option<String> {
        let labels: Vec<&str> = self.labels.keys().map(String::as_str).collect();
        if let Some(empty) = labels.iter().find(|label| !label.chars().any(char::is_alphanumeric)) {
            return Some(format!("the key \"{empty}\" names no label"));
        }
        labels.iter().enumerate().find_map(|(at, label)| {
            let other = labels[..at].iter().find(|other| same_label(other, label))?;
            Some(format!("the keys \"{other}\" and \"{label}\" are one label"))
        })
    }

    /// The first key whose value is empty, which would blank a row without saying so.
    pub fn empty_key(&self) -> Option<&str> {
        let fields = VendorField::ALL.into_iter().filter_map(|f| self.value(f).map(|value| (f.key(), value)));
        let labels = self.labels.iter().map(|(key, value)| (key.as_str(), value.as_str()));
        fields.chain(labels).find(|(_, value)| value.trim().is_empty()).map(|(key, _)| key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vendor() -> Vendor {
        let text = "name = \"Acme AB\"\ncontact-email = \"trust@acme.example\"\n[labels]\n\"DUNS number\" = \"12-345\"\n\
                    \"Vendor contact e-mail\" = \"sales@acme.example\"\n";
        toml::from_str(text).unwrap()
    }

    #[test]
    fn a_label_takes_the_value_of_its_field() {
        let vendor = vendor();
        assert_eq!(vendor.stated("2. Vendor Name:"), Some(Stated { key: "name", value: "Acme AB" }));
        assert_eq!(vendor.stated("Contact e-mail").unwrap().value, "trust@acme.example");
        assert_eq!(vendor.stated("Contact phone"), None);
        assert_eq!(vendor.stated("E-mail"), None);
    }

    #[test]
    fn the_houses_own_label_goes_first() {
        let vendor = vendor();
        assert_eq!(vendor.stated("DUNS Number *").unwrap().value, "12-345");
        assert_eq!(vendor.stated("Vendor contact e-mail").unwrap().value, "sales@acme.example");
    }

    #[test]
    fn an_unknown_key_is_refused_and_an_empty_value_named() {
        assert!(toml::from_str::<Vendor>("nmae = \"x\"").is_err());
        assert_eq!(toml::from_str::<Vendor>("name = \" \"").unwrap().empty_key(), Some("name"));
        assert_eq!(vendor().empty_key(), None);
    }

    #[test]
    fn every_field_has_a_key_that_the_table_takes() {
        for field in VendorField::ALL {
            let vendor: Vendor = toml::from_str(&format!("{} = \"x\"", field.key())).unwrap();
            assert_eq!(vendor.value(field), Some("x"), "{}", field.key());
        }
    }

    #[test]
    fn a_label_that_names_nothing_or_stands_twice_is_told_by_its_key() {
        let bad = |text: &str| toml::from_str::<Vendor>(text).unwrap().bad_label();
        assert_eq!(bad("[labels]\n\"DUNS number\" = \"12\"\n"), None);
        assert!(bad("[labels]\n\" \" = \"12\"\n").unwrap().contains("\" \""));
        let twice = bad("[labels]\n\"DUNS number\" = \"12\"\n\"2. Duns Number:\" = \"13\"\n").unwrap();
        assert!(twice.contains("\"DUNS number\"") && twice.contains("\"2. Duns Number:\""), "{twice}");
    }
}
