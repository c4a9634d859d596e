//! The files for other engines: their own validators take them, and what they name is there.
//!
//! kubernetes-validate and action-validator are run where they are installed; else the tests say what they skip.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use regex::Regex;

use crate::docs::document;
use crate::house::{Text, texts};
use crate::support::{Desk, root, trustfill};

/// The version of Kubernetes whose schema the manifests keep to: the first in which all their fields are settled.
const KUBERNETES: &str = "1.33";
/// Prints what is wrong with the documents of a file, one line each.
const VALIDATE: &str = r#"
import sys, yaml, kubernetes_validate
for document in yaml.safe_load_all(open(sys.argv[1], encoding="utf-8")):
    try:
        kubernetes_validate.validate(document, sys.argv[2], strict=True)
    except kubernetes_validate.ValidationError as error:
        print(document["kind"], error.message, error.path)
"#;
const MANIFEST: &str = "examples/pipelines/kubernetes-indexed-job.yaml";

fn pipelines() -> Vec<Text> {
    texts().into_iter().filter(|t| t.path.starts_with("examples/pipelines/")).collect()
}

fn workflows() -> Vec<Text> {
    let folders = ["examples/github-actions/", ".github/workflows/"];
    let all = texts().into_iter().filter(|t| t.has_extension(&["yml"]));
    all.filter(|t| folders.iter().any(|folder| t.path.starts_with(folder))).collect()
}

fn python(arguments: &[&str]) -> Output {
    Command::new("python3").args(arguments).output().unwrap()
}

/// What the schemas of Kubernetes say against a file.
fn objections(path: &Path) -> String {
    let ran = python(&["-c", VALIDATE, path.to_str().unwrap(), KUBERNETES]);
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8(ran.stdout).unwrap()
}

#[test]
fn the_manifest_for_kubernetes_keeps_to_its_schemas() {
    if !python(&["-c", "import kubernetes_validate"]).status.success() {
        println!("skipped: kubernetes-validate is not installed");
        return;
    }
    assert_eq!(objections(&root().join(MANIFEST)), "");
    // The validator objects where there is something to object to.
    let desk = Desk::new();
    desk.put("broken.yaml", document(MANIFEST).replace("completionMode: Indexed", "completionMod: Indexed"));
    assert!(objections(&desk.join("broken.yaml")).contains("completionMod"));
}

#[test]
fn the_manifest_counts_its_shards_once() {
    let manifest = document(MANIFEST);
    let value = |key: &str| {
        let line = manifest.lines().find_map(|line| line.trim().strip_prefix(key)).unwrap();
        line.trim_matches([' ', '"']).to_owned()
    };
    assert_eq!(value("SHARDS:"), value("completions:"));
    // Every pod runs without rights that it does not need.
    let jobs = manifest.matches("kind: Job").count();
    for line in ["runAsNonRoot: true", "readOnlyRootFilesystem: true", "drop: [ALL]", "limits:"] {
        assert_eq!(manifest.matches(line).count(), jobs, "{line}");
    }
    assert!(manifest.contains("policyTypes: [Ingress, Egress]") && !manifest.contains("egress:"));
}

#[test]
fn the_workflows_keep_to_the_schema_of_their_engine() {
    let Some(validator) = std::env::var_os("TRUSTFILL_ACTION_VALIDATOR").map(PathBuf::from) else {
        println!("skipped: TRUSTFILL_ACTION_VALIDATOR names no action-validator");
        return;
    };
    let desk = Desk::new();
    let valid = |text: &str| {
        desk.put("workflow.yml", text);
        let ran = Command::new(&validator).arg(desk.join("workflow.yml")).output().unwrap();
        (ran.status.success(), String::from_utf8_lossy(&ran.stdout).into_owned())
    };
    assert!(workflows().len() >= 4);
    for workflow in workflows() {
        // A permission that came after the schema which the validator has.
        let (taken, said) = valid(&workflow.text.replace("      attestations: write\n", ""));
        assert!(taken, "{}: {said}", workflow.path);
        assert!(!valid(&workflow.text.replace("runs-on:", "runs-onto:")).0, "{}", workflow.path);
    }
}

#[test]
fn every_workflow_has_no_more_than_the_permission_to_read_unless_a_job_says_so() {
    for workflow in workflows() {
        let head = workflow.text.split_once("\njobs:").unwrap().0;
        assert!(head.contains("\npermissions:\n  contents: read\n"), "{}", workflow.path);
    }
}

#[test]
fn the_scripts_of_the_shell_can_be_read_by_it() {
    let mut read = 0;
    for script in texts().iter().filter(|t| t.text.starts_with("#!/usr/bin/env bash")) {
        let ran = Command::new("bash").arg("-n").arg(root().join(&script.path)).output().unwrap();
        assert!(ran.status.success(), "{}: {}", script.path, String::from_utf8_lossy(&ran.stderr));
        read += 1;
    }
    assert!(read >= 4, "{read}");
}

#[test]
fn the_image_is_built_from_what_is_there_and_from_all_that_the_build_reads() {
    let container = document("examples/pipelines/Containerfile");
    let copied: Vec<&str> = container
        .lines()
        .filter_map(|line| line.strip_prefix("COPY "))
        .filter(|rest| !rest.starts_with("--from"))
        .flat_map(|rest| rest.rsplit_once(' ').unwrap().0.split(' '))
        .collect();
    for path in &copied {
        assert!(root().join(path).exists(), "{path}");
    }
    for path in ["Cargo.toml", "Cargo.lock", "build.rs", "benches", "knowledge", "model", "scripts", "src"] {
        assert!(copied.contains(&path), "{path} is not copied");
    }
    // Nobody is root in an image, and the first target that a user meets is the smallest.
    assert!(container.contains("\nFROM scratch AS static\n") && container.contains("\nUSER 65532:65532\n"));
}

#[test]
fn every_pipeline_is_explained() {
    let guide = document("docs/pipelines.md");
    for file in pipelines().into_iter().chain(workflows()) {
        let name = Path::new(&file.path).file_name().unwrap().to_str().unwrap();
        assert!(
            guide.contains(name) || document("docs/release.md").contains(name),
            "{name} is not explained"
        );
    }
}

/// Runs a script with a stand-in for the program that tells how it was called.
fn script(path: &str, arguments: &[&str], environment: &[(&str, &str)]) -> String {
    let desk = Desk::new();
    desk.put("bin/trustfill", "#!/bin/sh\necho trustfill \"$@\"\n");
    let status = Command::new("chmod").arg("+x").arg(desk.join("bin/trustfill")).status().unwrap();
    assert!(status.success());
    let search = format!("{}:{}", desk.join("bin").display(), std::env::var("PATH").unwrap());
    let ran = Command::new("bash")
        .arg(root().join(path))
        .args(arguments)
        .env("PATH", search)
        .envs(environment.iter().copied())
        .output()
        .unwrap();
    format!("{}{}", String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr))
}

#[test]
fn a_task_of_the_array_takes_its_shard() {
    let slurm = [("SLURM_ARRAY_TASK_ID", "3"), ("SLURM_ARRAY_TASK_COUNT", "8"), ("SLURM_CPUS_PER_TASK", "4")];
    let path = "examples/pipelines/slurm-array.sh";
    assert_eq!(
        script(path, &["in box", "out", "2026-11-23"], &slurm),
        "trustfill batch in box --out-dir out --today 2026-11-23 --shard 3/8 --jobs 4 --memory 1024\n"
    );
    assert!(script(path, &["inbox"], &slurm).starts_with("usage: "));
}

#[test]
fn the_flags_that_the_files_give_to_batch_are_flags_of_it() {
    let flag = Regex::new(r"(?:^|[\s\x22])(--[a-z][a-z-]*)").unwrap();
    let flags = |text: &str| -> BTreeSet<String> {
        flag.captures_iter(text).map(|found| found[1].to_owned()).collect()
    };
    let known = flags(&trustfill(["batch", "--help"]).success().stdout);
    // A command goes on behind a backslash; a list of words in YAML is one line.
    let command =
        Regex::new(r#"(?:trustfill|trustfill:0\.1\.0) batch (?:[^\n]*\\\n)*[^\n]*|\["batch"[^\n]*"#).unwrap();
    let guide = Text { path: "docs/pipelines.md".to_owned(), text: document("docs/pipelines.md") };
    let mut read = 0;
    for file in pipelines().into_iter().chain(workflows()).chain([guide]) {
        for found in command
            .find_iter(&file.text)
            .filter(|found| found.as_str().contains(" --") || found.as_str().starts_with('['))
        {
            // What stands behind the closing mark of a command in a text is no part of it.
            let line = found.as_str().split(['`', '\'']).next().unwrap();
            let given = flags(line);
            let unknown: Vec<&String> = given.difference(&known).collect();
            assert!(unknown.is_empty(), "{}: {unknown:?} in {line}", file.path);
            read += usize::from(!given.is_empty());
        }
    }
    assert!(read >= 8, "{read} commands were read");
}
