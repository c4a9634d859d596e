//! The JSON report beside its published schema.

use regex::Regex;
use serde_json::{Value, json};

use crate::golden::report;
use crate::support::{Desk, EXAMPLES, fill, root};

/// Keywords that say nothing about a value.
const SILENT: [&str; 4] = ["$schema", "$defs", "title", "description"];

/// What of a value breaks a schema, by place. Objects are taken as closed: the published schema allows keys of later
/// versions, and a key of this version that it does not name is a fault of ours.
///
/// Panics at a keyword that it does not know, so that no rule is passed over.
pub(crate) fn faults(whole: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    check(whole, whole, value, "", &mut found);
    found
}

fn check(whole: &Value, schema: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    for (keyword, rule) in schema.as_object().unwrap() {
        let holds = match keyword.as_str() {
            known if SILENT.contains(&known) => true,
            "$ref" => {
                let name = rule.as_str().unwrap().strip_prefix("#/$defs/").unwrap();
                check(whole, &whole["$defs"][name], value, at, found);
                true
            }
            "type" => match rule {
                Value::Array(names) => names.iter().any(|name| is(value, name.as_str().unwrap())),
                name => is(value, name.as_str().unwrap()),
            },
            "const" => value == rule,
            "enum" => rule.as_array().unwrap().contains(value),
            "minimum" => value.as_f64().is_none_or(|number| number >= rule.as_f64().unwrap()),
            "maximum" => value.as_f64().is_none_or(|number| number <= rule.as_f64().unwrap()),
            "pattern" => {
                value.as_str().is_none_or(|text| Regex::new(rule.as_str().unwrap()).unwrap().is_match(text))
            }
            "anyOf" => rule.as_array().unwrap().iter().any(|one| {
                let mut inner = Vec::new();
                check(whole, one, value, at, &mut inner);
                inner.is_empty()
            }),
            "required" => {
                let names = rule.as_array().unwrap().iter().map(|name| name.as_str().unwrap());
                found
                    .extend(names.filter(|n| value.get(n).is_none()).map(|n| format!("{at}/{n} is missing")));
                true
            }
            "properties" => {
                for (name, inner) in value.as_object().into_iter().flatten() {
                    match rule.get(name) {
                        Some(rule) => check(whole, rule, inner, &format!("{at}/{name}"), found),
                        None => found.push(format!("{at}/{name} is not in the schema")),
                    }
                }
                true
            }
            // Objects with named keys are taken as closed anyway.
            "additionalProperties" => {
                let free = schema.get("properties").is_none() && rule.is_object();
                for (name, inner) in value.as_object().into_iter().flatten().filter(|_| free) {
                    check(whole, rule, inner, &format!("{at}/{name}"), found);
                }
                true
            }
            "items" => {
                for (number, inner) in value.as_array().into_iter().flatten().enumerate() {
                    check(whole, rule, inner, &format!("{at}/{number}"), found);
                }
                true
            }
            other => panic!("{other} is a keyword that this check does not know"),
        };
        if !holds {
            found.push(format!("{at} breaks {keyword} {rule}: {value}"));
        }
    }
}

fn is(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_u64() || value.is_i64(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("{other} is no type"),
    }
}

pub(crate) fn published() -> Value {
    let text = std::fs::read_to_string(root().join("docs/report.schema.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

#[test]
fn every_report_is_what_the_published_schema_says() {
    let schema = published();
    for example in EXAMPLES {
        assert_eq!(faults(&schema, &report(example)), [""; 0], "{example}");
    }
}

#[test]
fn a_report_written_as_a_file_is_the_one_that_is_printed() {
    let desk = Desk::with_example(EXAMPLES[0]);
    let ran = fill(EXAMPLES[0])
        .args(["--report", "json", "--report", "html", "--format", "json"])
        .in_dir(desk.path())
        .success();
    let written = String::from_utf8(desk.read("acme-cloud-assessment.report.json")).unwrap();
    assert_eq!(written, ran.stdout);
    let report: Value = serde_json::from_str(&written).unwrap();
    assert_eq!(faults(&published(), &report), [""; 0]);
    assert_eq!(report["outputs"]["html"], "acme-cloud-assessment.report.html");
}

#[test]
fn a_broken_report_is_refused() {
    let (schema, good) = (published(), report(EXAMPLES[0]));
    let broken: [(&str, Value); 7] = [
        ("/schema", json!(2)),
        ("/date", json!("yesterday")),
        ("/counts/filled", json!(-1)),
        ("/rows/0/decision", json!("perhaps")),
        ("/rows/0/confidence", json!(1.5)),
        ("/rows/0/matches/0", json!({ "entry": "x" })),
        ("/rows/0/cell", json!(3)),
    ];
    for (place, value) in broken {
        let mut report = good.clone();
        *report.pointer_mut(place).unwrap() = value;
        assert_ne!(faults(&schema, &report), [""; 0], "{place}");
    }
    let mut more = good.clone();
    more["rows"][0]["secret"] = json!(1);
    assert_eq!(faults(&schema, &more), ["/rows/0/secret is not in the schema"]);
    let mut less = good;
    less.as_object_mut().unwrap().remove("rows");
    assert_eq!(faults(&schema, &less), ["/rows is missing"]);
}
