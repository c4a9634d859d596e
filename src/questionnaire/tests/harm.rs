//! Places that look like ours and are not: what stands there must stay.

use super::super::testing::{Tab, cells, read};

fn asks(columns: usize) -> Vec<Vec<&'static str>> {
    let texts = [
        "Are backups kept apart?",
        "Are logs kept for a year?",
        "Is staff trained every year?",
        "Is access reviewed?",
        "Are all disks encrypted?",
        "Is there a risk register?",
    ];
    texts
        .iter()
        .map(|text| {
            let mut row = vec![*text];
            row.resize(columns, "");
            row
        })
        .collect()
}

fn tab(header: &[&str], fill: &[(usize, &'static str)]) -> Tab {
    let mut rows = asks(header.len());
    for row in &mut rows {
        for (column, text) in fill {
            row[*column] = text;
        }
    }
    rows.iter().fold(Tab::new("Q").row(header), |tab, row| tab.row(row))
}

#[test]
fn boxes_of_the_customer_give_way_to_the_answers() {
    let read = read(&[tab(&["Question", "Reviewed", "Answer"], &[(1, "☐")])]);
    assert_eq!(cells(&read.sheets[0])[0], "A2 > C2, -");
    let two = super::super::testing::read(&[tab(
        &["Question", "Critical", "GDPR", "Answer"],
        &[(1, "☐"), (2, "☐")],
    )]);
    assert_eq!(cells(&two.sheets[0])[0], "A2 > D2, -");
}

#[test]
fn a_legend_of_choices_gives_way_to_the_answers() {
    let read = read(&[tab(&["Question", "Scale", "Vendor response"], &[(1, "Yes / No / Partial")])]);
    assert_eq!(cells(&read.sheets[0])[0], "A2 > C2, -");
}

#[test]
fn of_two_years_the_later_is_asked_for_though_the_earlier_has_gaps() {
    let mut rows = asks(3);
    for row in rows.iter_mut().take(4) {
        row[1] = "Yes";
    }
    let tab = rows
        .iter()
        .fold(Tab::new("Q").row(&["Question", "FY25 answer", "FY26 answer"]), |tab, row| tab.row(row));
    let read = read(&[tab]);
    assert_eq!(cells(&read.sheets[0])[5], "A7 > C7, -");
    assert!(read.sheets[0].questions.iter().all(|q| !q.answered));
}

#[test]
fn a_score_beside_a_list_is_no_place_for_the_explanation() {
    for caption in ["Score", "Assessment", "Result", "Our view", "Gap"] {
        let read = read(&[tab(&["Question", "Answer", caption], &[]).list("B2:B7", "Yes,No")]);
        assert_eq!(cells(&read.sheets[0])[0], "A2 > B2, -", "{caption}");
    }
}

#[test]
fn a_row_of_free_text_among_lists_is_no_header() {
    let head = Tab::new("Q").row(&["ID", "Question", "Response", "Comments"]);
    let rows = asks(4);
    let tab = rows.iter().enumerate().fold(head, |tab, (at, row)| {
        let id = format!("Q{at}");
        if at == 2 {
            tab.row(&[&id, "Data flow overview", "Please describe", ""])
        } else {
            tab.row(&[&id, row[0], "", ""])
        }
    });
    let read = read(&[tab.list("C2:C3", "Yes,No").list("C5:C7", "Yes,No")]);
    assert_eq!(cells(&read.sheets[0]).len(), 6);
    assert_eq!(cells(&read.sheets[0])[3], "B5 > C5, D5");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test of time has to look at the clock")]
fn many_lone_rows_over_a_list_are_read_in_a_moment() {
    let lone = (0..4_000).fold(Tab::new("Q"), |tab, at| tab.row(&[&format!("Topic {at}")]));
    let rows = asks(1);
    let tab = rows.iter().fold(lone, |tab, row| tab.row(row));
    let begun = std::time::Instant::now();
    let _ = super::super::testing::read_with(&[tab], &super::super::Overrides::default());
    assert!(begun.elapsed().as_secs() < 5, "quadratic: {:?}", begun.elapsed());
}
