//! A browser for the tests of pages. Where no Chromium is installed, they say that they are skipped.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use regex::Regex;
use serde_json::Value;

use crate::support::Desk;

/// The programs that a Chromium goes by.
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
/// Time that the page's own clock is given; it passes at once where nothing waits.
const BUDGET: &str = "--virtual-time-budget=20000";
/// A browser that takes longer hangs.
const LONGEST: Duration = Duration::from_secs(90);
/// Stands at the top of a page and keeps what goes wrong.
const EARLY: &str = include_str!("../fixtures/page/early.js");

pub(crate) fn browser() -> Option<PathBuf> {
    let found = installed(&BROWSERS);
    if found.is_none() {
        println!("skipped: none of {} is installed", BROWSERS.join(", "));
    }
    found
}

/// The first of these programs that is on the path.
pub(crate) fn installed(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let places =
        std::env::split_paths(&path).flat_map(|folder| names.iter().map(move |name| folder.join(name)));
    places.into_iter().find(|program| program.is_file())
}

/// What a browser makes of a page: the document when its scripts have run, and what it told of errors. `address` is a
/// path on the desk, with what may follow it.
fn opened(browser: &Path, desk: &Desk, address: &str) -> (String, String) {
    let [out, log] = ["opened.out", "opened.log"].map(|name| desk.join(name));
    let mut child = Command::new(browser)
        .args([
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
        ])
        .args(["--disable-extensions", "--disable-background-networking", "--window-size=1400,1000"])
        .args(["--enable-logging=stderr", BUDGET, "--dump-dom"])
        .arg(format!("--user-data-dir={}", desk.join("profile").display()))
        .arg(format!("file://{}/{address}", desk.path().display()))
        .env("HOME", desk.path())
        .stdin(Stdio::null())
        .stdout(File::create(&out).unwrap())
        .stderr(File::create(&log).unwrap())
        .spawn()
        .unwrap();
    let start = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if start.elapsed() > LONGEST {
            child.kill().unwrap();
            panic!("the browser did not end within {LONGEST:?}");
        }
        thread::sleep(Duration::from_millis(20));
    }
    [out, log].map(|path| String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned()).into()
}

/// Opens the page with `late`, a script that works it, at `address` (a path on the desk, with what may follow it), and
/// gives what the script saw. The policy stays, and allows the two scripts beside the page's own.
pub(crate) fn worked(browser: &Path, desk: &Desk, address: &str, page: &str, late: &str) -> Value {
    const NONCE: &str = "harness";
    let page = page.replacen("script-src ", &format!("script-src 'nonce-{NONCE}' "), 1).replacen(
        "<meta name=\"viewport\"",
        &format!("<script nonce=\"{NONCE}\">{EARLY}</script><meta name=\"viewport\""),
        1,
    );
    let end = page.rfind("</body>").unwrap();
    let late = late.replace("</script>", "<\\/script>");
    let page = format!("{}<script nonce=\"{NONCE}\">{late}</script>{}", &page[..end], &page[end..]);
    desk.put(address.split(['?', '#']).next().unwrap(), page);
    let (document, log) = opened(browser, desk, address);
    let told: Vec<&str> = log.lines().filter(|line| line.contains("CONSOLE")).collect();
    assert!(told.is_empty(), "{told:#?}");
    let result = Regex::new(r#"(?s)<pre id="harness">(.*?)</pre>"#).unwrap();
    let result = result.captures(&document).unwrap_or_else(|| panic!("the page was not worked: {log}"));
    let result: Value = serde_json::from_str(&unescaped(&result[1])).unwrap();
    assert!(result["broken"].is_null(), "{result:#}");
    assert_eq!(result["faults"], serde_json::json!([]));
    result
}

/// Text that was escaped by percent signs.
pub(crate) fn unescaped(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next().unwrap(), rest.next().unwrap()];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}
