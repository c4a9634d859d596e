use super::*;

/// The questions of a division without their marks; "-" for a part that leans on another.
fn asked(question: &str) -> Vec<String> {
    let parts = divide(question, Language::of(question));
    parts
        .into_iter()
        .map(|part| {
            part.question.map_or("-".to_owned(), |question| question.trim_end_matches('?').to_owned())
        })
        .collect()
}

fn words(question: &str) -> Vec<String> {
    divide(question, Language::of(question)).into_iter().map(|part| part.words).collect()
}

#[test]
fn a_shared_head_is_given_to_every_part() {
    for (question, parts) in [
        (
            "Is data encrypted at rest and in transit?",
            &["Is data encrypted at rest", "Is data encrypted in transit"][..],
        ),
        (
            "Is customer data encrypted both at rest and in transit?",
            &["Is customer data encrypted at rest", "Is customer data encrypted in transit"],
        ),
        (
            "Are logs protected against tampering and reviewed regularly?",
            &["Are logs protected against tampering", "Are logs reviewed regularly"],
        ),
        ("Do you scan and patch systems?", &["Do you scan systems", "Do you patch systems"]),
        (
            "Do you encrypt stored data and log privileged access?",
            &["Do you encrypt stored data", "Do you log privileged access"],
        ),
        ("Are firewalls and backups monitored?", &["Are firewalls monitored", "Are backups monitored"]),
        (
            "Are firewalls, servers and backups monitored?",
            &["Are firewalls monitored", "Are servers monitored", "Are backups monitored"],
        ),
        (
            "Does your organisation restrict, log, and monitor privileged access?",
            &[
                "Does your organisation restrict privileged access",
                "Does your organisation log privileged access",
                "Does your organisation monitor privileged access",
            ],
        ),
        (
            "Are logs protected against tampering and unauthorised access?",
            &["Are logs protected against tampering", "Are logs protected against unauthorised access"],
        ),
        (
            "Do you have plans for capacity, malware and patching?",
            &[
                "Do you have plans for capacity",
                "Do you have plans for malware",
                "Do you have plans for patching",
            ],
        ),
    ] {
        assert_eq!(asked(question), parts, "{question}");
    }
}

#[test]
fn clauses_with_a_verb_of_their_own_are_parts_as_they_stand() {
    assert_eq!(
        asked("Do you encrypt data at rest and in transit, and how are keys managed?"),
        ["Do you encrypt data at rest", "Do you encrypt data in transit", "how are keys managed"]
    );
    assert_eq!(
        asked("Where is data stored? For how long is it kept? Please describe."),
        ["Where is data stored", "-"]
    );
    assert_eq!(
        asked("Describe how logs are protected and who has access."),
        ["Describe how logs are protected", "who has access"]
    );
}

#[test]
fn swedish_questions_are_divided_too() {
    for (question, parts) in [
        (
            "Krypteras data i vila och under överföring?",
            &["Krypteras data i vila", "Krypteras data under överföring"][..],
        ),
        (
            "Krypteras data i vila, och hur hanteras nycklar?",
            &["Krypteras data i vila", "hur hanteras nycklar"],
        ),
        (
            "Loggas och övervakas privilegierad åtkomst?",
            &["Loggas privilegierad åtkomst", "övervakas privilegierad åtkomst"],
        ),
        (
            "Är loggar och säkerhetskopior krypterade?",
            &["Är loggar krypterade", "Är säkerhetskopior krypterade"],
        ),
    ] {
        assert_eq!(asked(question), parts, "{question}");
    }
}

#[test]
fn a_part_is_shown_in_the_words_of_the_question() {
    assert_eq!(
        words("1.2 Is data encrypted at rest and in transit?"),
        ["Is data encrypted at rest", "in transit"]
    );
}

#[test]
fn the_parts_of_a_question_are_questions_and_those_of_a_requirement_are_not() {
    let marked =
        |text| divide(text, Language::English).into_iter().all(|p| p.question.unwrap().ends_with('?'));
    assert!(marked("Do you encrypt data and log access attempts?"));
    assert!(!marked("The supplier shall encrypt data and log access attempts."));
}

#[test]
fn one_thing_is_not_divided() {
    for question in [
        "Is data encrypted at rest?",
        "Is traffic between you and your customers encrypted?",
        "Are policies and procedures for encryption documented and maintained?",
        "Do you use VLANs or firewalls?",
        "Do you have controls such as firewalls, scanners and alarms?",
        "Do you keep logs (system, network and access)?",
        "How and where is data stored?",
        "Encryption and keys",
        "",
    ] {
        assert_eq!(asked(question), [""; 0], "{question}");
    }
}

#[test]
fn what_is_told_and_not_asked_keeps_a_question_whole() {
    assert!(asked("We use SSO and MFA. Do you support SAML and do you log sign-ins?").is_empty());
}
