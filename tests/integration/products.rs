//! Answers of one product are given where it is asked about, and to nobody else without a person.

use serde_json::{Value, json};

use crate::schema::{faults, published};
use crate::support::{Desk, Run, TODAY, trustfill};

const ASKED: &str = "Is stored data encrypted?";
const GENERAL: &str = "Are backups tested?";

/// An entry; `more` stands in its front matter.
fn entry(question: &str, verdict: &str, audience: &str, more: &str) -> String {
    format!(
        "+++\nquestion = \"{question}\"\nverdict = \"{verdict}\"\naudience = \"{audience}\"\nstatus = \"approved\"\n{more}owner = \"it\"\nreviewed = 2026-01-01\n+++\nThat is how it is.\n"
    )
}

/// A desk with a form, an answer for everything, and answers of two products to one question.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.put("form.csv", format!("Question,Answer\n{ASKED},\n{GENERAL},\n"));
    desk.put("knowledge/c/backups.md", entry(GENERAL, "yes", "public", ""));
    desk.put("knowledge/c/compute.md", entry(ASKED, "yes", "public", "products = [\"compute\", \"gpu\"]\n"));
    desk.put("knowledge/c/dns.md", entry(ASKED, "no", "public", "products = [\"dns\"]\n"));
    desk.put("knowledge/c/vault.md", entry("Is it secret?", "yes", "nda", "products = [\"vault\"]\n"));
    desk
}

fn run(command: &[&str], products: &[&str]) -> Run {
    let flags = products.iter().flat_map(|product| ["--product", product]);
    trustfill(command).args(["--today", TODAY]).args(flags.collect::<Vec<_>>())
}

fn fill(desk: &Desk, products: &[&str]) -> Value {
    let ran = run(&["fill", "form.csv", "--dry-run", "--format", "json"], products).in_dir(desk.path());
    serde_json::from_str(&ran.success().stdout).unwrap()
}

/// Decision, written value and codes of the reasons of the row that asks about products.
fn asked(report: &Value) -> (String, Value, Vec<String>) {
    let row = &report["rows"][0];
    assert_eq!(row["question"], ASKED);
    let codes = row["reasons"].as_array().unwrap().iter();
    (
        row["decision"].as_str().unwrap().to_owned(),
        row["writes"][0]["value"].clone(),
        codes.map(|reason| reason["code"].as_str().unwrap().to_owned()).collect(),
    )
}

#[test]
fn each_product_gets_its_own_answer_and_all_get_the_general_one() {
    let desk = desk();
    for (product, said) in [("compute", "Yes. That"), ("gpu", "Yes. That"), ("dns", "No. That")] {
        let report = fill(&desk, &[product]);
        let (decision, written, codes) = asked(&report);
        assert_eq!((decision.as_str(), codes), ("fill", Vec::new()), "{product}");
        assert!(written.as_str().unwrap().starts_with(said), "{product}: {written}");
        assert_eq!(report["rows"][1]["decision"], "fill", "{product}");
        assert_eq!(report["knowledge"]["products"], json!([product]));
        assert_eq!(faults(&published(), &report), [""; 0]);
    }
}

#[test]
fn an_answer_of_one_product_is_not_filled_where_another_may_be_meant() {
    let desk = desk();
    std::fs::remove_file(desk.join("knowledge/c/dns.md")).unwrap();
    desk.put("knowledge/c/zone.md", entry("Do you sign zones?", "yes", "public", "products = [\"dns\"]\n"));
    // Nobody says what is asked about; or a product that the entry does not speak of is asked about too.
    for (products, told) in [
        (&[][..], "speaks of compute, gpu only, and nobody said with --product"),
        (&["compute", "dns"], "speaks of compute, gpu only, and dns is asked about too"),
    ] {
        let report = fill(&desk, products);
        let (decision, written, codes) = asked(&report);
        assert_eq!((decision.as_str(), written, codes), ("review", Value::Null, vec!["product".to_owned()]));
        let detail = report["rows"][0]["reasons"][0]["detail"].as_str().unwrap();
        assert!(detail.contains(told), "{detail}");
        assert_eq!(report["rows"][1]["decision"], "fill");
    }
    assert_eq!(asked(&fill(&desk, &["gpu", "compute"])).0, "fill");
    // The answers of other products are not even suggested.
    let (decision, _, codes) = asked(&fill(&desk, &["dns"]));
    assert!(decision != "fill" && !codes.contains(&"product".to_owned()), "{decision} {codes:?}");
    assert!(!fill(&desk, &["dns"])["rows"][0]["matches"].to_string().contains("compute"));
}

#[test]
fn two_products_with_two_answers_are_for_a_person() {
    let desk = desk();
    for products in [&[][..], &["compute", "dns"]] {
        let (decision, _, codes) = asked(&fill(&desk, products));
        assert_eq!(decision, "review");
        assert!(codes.contains(&"close-runner-up".to_owned()), "{codes:?}");
    }
}

#[test]
fn a_product_that_nobody_sees_is_refused_with_those_that_are_there() {
    let desk = desk();
    desk.put("labels.jsonl", format!("{}\n", json!({"question": ASKED, "full": ["compute"]})));
    for command in [&["fill", "form.csv", "--dry-run"][..], &["ask", ASKED], &["eval", "labels.jsonl"]] {
        for unknown in ["storage", "vault", "DNS"] {
            let ran = run(command, &["dns", unknown]).in_dir(desk.path()).fails_with(2);
            assert!(ran.stderr.contains(&format!("`{unknown}`")), "{}", ran.stderr);
            assert!(ran.stderr.contains("hint: its products are: compute, dns, gpu\n"), "{}", ran.stderr);
        }
    }
    run(&["ask", ASKED, "--audience", "nda"], &["vault"]).in_dir(desk.path()).success();
    let ran = run(&["ask", ASKED, "-k", "builtin"], &["dns"]).in_dir(desk.path()).fails_with(2);
    assert!(ran.stderr.contains("no entry names a product"), "{}", ran.stderr);
}

#[test]
fn the_configuration_names_products_and_a_flag_goes_over_it() {
    let desk = desk();
    for product in ["\"dns\"", "[\"dns\"]"] {
        desk.put("trustfill.toml", format!("product = {product}\n"));
        let report = fill(&desk, &[]);
        assert_eq!(report["knowledge"]["products"], json!(["dns"]));
        assert!(asked(&report).1.as_str().unwrap().starts_with("No"));
        assert_eq!(fill(&desk, &["compute"])["knowledge"]["products"], json!(["compute"]));
    }
    desk.put("trustfill.toml", "product = \"storage\"\n");
    run(&["fill", "form.csv", "--dry-run"], &[]).in_dir(desk.path()).fails_with(2);
}

#[test]
fn what_was_made_for_products_says_so() {
    let desk = desk();
    let products = ["gpu", "compute", "gpu"];
    let ran = run(&["fill", "form.csv", "--report", "html"], &products).in_dir(desk.path()).success();
    assert!(ran.stdout.contains("  products            compute, gpu\n"), "{}", ran.stdout);
    let page = String::from_utf8(desk.read("form.report.html")).unwrap();
    assert!(page.contains("<dt>Products</dt><dd dir=\"auto\">compute, gpu</dd>"));
    let ran = trustfill(["apply", "form.review.xlsx", "--today", TODAY]).in_dir(desk.path()).success();
    assert!(ran.stdout.contains("  products            compute, gpu\n"), "{}", ran.stdout);
    let record: Value = serde_json::from_slice(&desk.read("form.record.json")).unwrap();
    assert_eq!(record["knowledge"]["products"], json!(["compute", "gpu"]));
    // Two runs that name the same products in another order are the same.
    let again = run(&["fill", "form.csv", "--force", "--report", "html"], &["compute", "gpu"]);
    let review = desk.read("form.review.xlsx");
    again.in_dir(desk.path()).success();
    assert!(desk.read("form.review.xlsx") == review);
}

#[test]
fn an_export_is_of_all_products_unless_a_flag_says_otherwise_and_figures_say_of_which() {
    let desk = desk();
    desk.put("trustfill.toml", "product = \"dns\"\n[check.settings]\nsoon-days = 7\n");
    let export = |products: &[&str]| {
        let flags = products.iter().flat_map(|product| ["--product", product]).collect::<Vec<_>>();
        let run = trustfill(["export", "-o", "base.csv", "--force"]).args(flags).in_dir(desk.path());
        run.success().stdout
    };
    assert_eq!(export(&[]), "base.csv: 3 entries, 0 translations, 0 categories (public)\n");
    assert_eq!(
        export(&["dns"]),
        "base.csv: 2 entries, 0 translations, 0 categories (public; products dns)\n"
    );
    let stats = run(&["stats"], &[]).in_dir(desk.path()).success().stdout;
    assert!(stats.starts_with("knowledge base (public; products dns): 2 entries"), "{stats}");
    assert!(stats.contains("(within 7 days)"), "{stats}");
    let stats = run(&["stats", "--format", "json"], &[]).in_dir(desk.path()).success().stdout;
    let stats: Value = serde_json::from_str(&stats).unwrap();
    assert_eq!((&stats["only_products"], &stats["soon_days"]), (&json!(["dns"]), &json!(7)));
}
