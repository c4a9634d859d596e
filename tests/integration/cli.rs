//! The command line itself: help, completions, manual pages, version.

use crate::support::{Desk, trustfill};

const SHELLS: [&str; 5] = ["bash", "elvish", "fish", "powershell", "zsh"];

/// The commands, as the help lists them.
fn commands() -> Vec<String> {
    let help = trustfill(["--help"]).success().stdout;
    let (_, rest) = help.split_once("Commands:\n").unwrap();
    rest.lines()
        .take_while(|line| !line.trim().is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .map(|line| line.split_whitespace().next().unwrap().to_owned())
        .filter(|name| name != "help")
        .collect()
}

#[test]
fn help_reads_as_it_was_last_approved() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        insta::assert_snapshot!("help", trustfill(["--help"]).success().stdout);
        for command in commands() {
            let help = trustfill([command.as_str(), "--help"]).success().stdout;
            insta::assert_snapshot!(format!("help-{command}"), help);
        }
    });
}

#[test]
fn help_fits_a_terminal_and_has_a_short_form() {
    for command in commands() {
        let (long, short) = (trustfill([command.as_str(), "--help"]), trustfill([command.as_str(), "-h"]));
        let (long, short) = (long.success().stdout, short.success().stdout);
        assert!(short.len() <= long.len(), "{command}");
        let wide = long.lines().find(|line| line.chars().count() > 100);
        assert!(wide.is_none(), "{command}: {wide:?}");
    }
}

#[test]
fn every_shell_gets_a_completion_script_that_knows_the_commands() {
    for shell in SHELLS {
        let script = trustfill(["completions", shell]).success().stdout;
        for command in commands() {
            assert!(script.contains(&command), "{shell}: {command}");
        }
    }
    trustfill(["completions", "tcsh"]).ends_with(2);
}

#[test]
fn the_manual_page_is_one() {
    let page = trustfill(["man"]).success().stdout;
    // Before the title stands only the definition of the apostrophe.
    let title = page.lines().find(|line| !line.starts_with(".ie") && !line.starts_with(".el")).unwrap();
    assert!(title.starts_with(".TH trustfill 1"), "{title}");
    assert!(page.contains(".SH NAME") && page.contains(".SH SYNOPSIS"));
}

#[test]
fn every_command_gets_its_manual_page() {
    let desk = Desk::new();
    trustfill(["man", "--out-dir", "."]).in_dir(desk.path()).success();
    let mut want: Vec<String> = commands().iter().map(|command| format!("trustfill-{command}.1")).collect();
    want.push("trustfill.1".to_owned());
    let missing: Vec<&String> = want.iter().filter(|name| !desk.names().contains(name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn the_version_is_the_package_s() {
    let version = trustfill(["--version"]).success().stdout;
    assert_eq!(version, format!("trustfill {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_word_that_is_no_command_is_a_usage_error_with_advice() {
    let ran = trustfill(["fil"]).ends_with(2);
    assert!(ran.stderr.contains("fill") && ran.stdout.is_empty(), "{}", ran.stderr);
    trustfill::<&str>([]).ends_with(2);
}

#[test]
fn colour_is_left_out_where_nobody_sees_it() {
    let ran = trustfill(["inspect", "nowhere.xlsx"]).run();
    assert!(!ran.stderr.contains('\u{1b}'));
}
