//! What is no form is refused, with the columns that were seen.

use super::super::testing::{Tab, read_with};
use super::super::{DetectError, Overrides};

fn refused(tab: Tab) -> DetectError {
    read_with(&[tab], &Overrides::default()).expect_err("no form")
}

#[test]
fn a_catalogue_of_controls_is_no_form() {
    let error = refused(Tab::new("Controls").rows(&[
        &["Control ID", "Control name", "Control description", "Reference"],
        &["AC-1", "Access policy", "Policies for access shall be defined and approved.", "A.5"],
        &["AC-2", "Accounts", "Accounts must be created by a known process.", "A.6"],
        &["AC-3", "Rights", "Rights should be reviewed at planned times.", "A.7"],
    ]));
    assert!(error.hint().contains("C \"Control description\""), "{}", error.hint());
    assert!(error.hint().ends_with("name one with --question-column"));
}

#[test]
fn a_mapping_is_no_form() {
    refused(Tab::new("Mapping").rows(&[
        &["Control ID", "Control", "ISO 27001", "NIST CSF", "Notes"],
        &["A1", "Access is reviewed by the owners every year", "A.5.18", "PR.AC-1"],
        &["A2", "Backups are tested by the operations team", "A.8.13", "PR.IP-4"],
    ]));
}

#[test]
fn a_budget_is_no_form() {
    refused(Tab::new("Budget").rows(&[
        &["Item", "Description", "Planned", "Actual", "Comments"],
        &["Licences", "Yearly licences for the design team", "100", "90"],
        &["Travel", "Trips to the two customers up north", "50", "20"],
    ]));
}

#[test]
fn a_list_of_contacts_is_no_form() {
    refused(
        Tab::new("Contacts")
            .rows(&[
                &["Name", "Company", "Email", "Phone", "Status", "Notes"],
                &["Ann", "Acme", "a@acme.example", "1", "Active"],
                &["Bo", "Bolt", "b@bolt.example", "2", "Left"],
            ])
            .list("E2:E3", "Active,Left"),
    );
}

#[test]
fn a_risk_register_a_test_plan_and_an_inventory_are_no_forms() {
    refused(
        Tab::new("Risks")
            .rows(&[
                &["Risk ID", "Risk description", "Likelihood", "Impact", "Status", "Owner"],
                &["R1", "Backups may fail without anybody noticing it", "3", "4", "Open", "Ann"],
                &["R2", "A supplier may go out of business this year", "2", "5", "Open", "Bo"],
            ])
            .list("E2:E3", "Open,Closed"),
    );
    refused(
        Tab::new("Tests")
            .rows(&[
                &["Test ID", "Test step", "Expected result", "Actual result", "Status"],
                &["T1", "Open the page and log in", "The start page is shown"],
                &["T2", "Press save and wait", "A green mark is shown"],
            ])
            .list("E2:E3", "Pass,Fail"),
    );
    refused(Tab::new("Assets").rows(&[
        &["Asset ID", "Description", "Owner", "Status", "Comments"],
        &["A1", "Server that runs the main store", "Ann", "Live"],
        &["A2", "Server that runs the backups", "Bo", "Live"],
    ]));
}

#[test]
fn a_form_whose_rows_are_not_there_yet_has_no_questions() {
    refused(Tab::new("Checklist").rows(&[
        &["ID", "Checklist item", "Status", "Comment", "More info"],
        &["", "", "", "", "https://northwind.example/a"],
        &["", "", "", "", "https://northwind.example/b"],
    ]));
}

#[test]
fn a_policy_in_prose_is_no_form() {
    refused(Tab::new("Policy").rows(&[
        &["Access policy"],
        &["Access shall be given by role."],
        &["Access must be reviewed each year by the owner."],
        &["Staff should report lost badges at once."],
    ]));
}
