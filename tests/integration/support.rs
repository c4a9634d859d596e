//! A run of the program with everything around it held still, and a folder of its own for each test.

use std::ffi::{OsStr, OsString};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// The date of every run.
pub(crate) const TODAY: &str = "2026-11-23";
/// The examples, the one that README starts with first.
pub(crate) const EXAMPLES: [&str; 6] = [
    "acme-cloud-assessment.xlsx",
    "university-vendor-review.xlsx",
    "kommun-leverantorsfragor.csv",
    "bank-due-diligence.xlsx",
    "insurer-protected-form.xlsm",
    "startup-security-questions.xlsx",
];
/// A run that takes longer hangs.
const LONGEST_RUN: Duration = Duration::from_secs(120);

/// The checkout.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The knowledge base of the checkout.
pub(crate) fn knowledge() -> PathBuf {
    root().join("knowledge")
}

/// The bytes of an example.
pub(crate) fn example(name: &str) -> Vec<u8> {
    std::fs::read(root().join("examples").join(name)).unwrap()
}

/// `acme.xlsx` and `filled` make `acme.filled.xlsx`; `review` is always a workbook.
pub(crate) fn beside(name: &str, kind: &str) -> String {
    let (stem, extension) = name.rsplit_once('.').unwrap();
    let extension = if kind == "review" { "xlsx" } else { extension };
    format!("{stem}.{kind}.{extension}")
}

/// The program under test: the one Cargo built, or another build of it that `TRUSTFILL_BIN` names.
pub(crate) fn binary() -> OsString {
    std::env::var_os("TRUSTFILL_BIN").unwrap_or_else(|| env!("CARGO_BIN_EXE_trustfill").into())
}

/// A run to be made.
#[must_use = "nothing runs before `success`, `fails_with` or `ends_with`"]
pub(crate) struct Run {
    command: Command,
    input: Vec<u8>,
}

/// What a run left behind.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// A run of the program with these arguments, and nothing of the tester's own environment that could show.
pub(crate) fn trustfill<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Run {
    let mut command = Command::new(binary());
    command.args(arguments).env("NO_COLOR", "1").env("COLUMNS", "100");
    for name in ["SOURCE_DATE_EPOCH", "RUST_BACKTRACE", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    Run { command, input: Vec::new() }
}

/// `fill FILE` with the base of the checkout and the date of the tests.
pub(crate) fn fill(file: &str) -> Run {
    trustfill(["fill", file, "--today", TODAY]).arg("--knowledge").arg(knowledge())
}

/// `ask` with the base of the checkout and the date of the tests.
pub(crate) fn ask() -> Run {
    trustfill(["ask", "--today", TODAY]).arg("--knowledge").arg(knowledge())
}

impl Run {
    pub(crate) fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.command.arg(argument);
        self
    }

    pub(crate) fn args<A: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = A>) -> Self {
        self.command.args(arguments);
        self
    }

    pub(crate) fn in_dir(mut self, folder: impl AsRef<Path>) -> Self {
        self.command.current_dir(folder);
        self
    }

    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// What stands on standard input.
    pub(crate) fn input(mut self, text: impl Into<Vec<u8>>) -> Self {
        self.input = text.into();
        self
    }

    /// Runs; exit code 0 and nothing but warnings on standard error.
    #[track_caller]
    pub(crate) fn success(self) -> Ran {
        let ran = self.ends_with(0);
        let other: Vec<&str> = ran.stderr.lines().filter(|line| !line.starts_with("warning: ")).collect();
        assert!(other.is_empty(), "more than warnings on standard error: {other:#?}");
        ran
    }

    /// Runs; this exit code, no result, one `error:` line, the ways out, nothing that a terminal would obey.
    #[track_caller]
    pub(crate) fn fails_with(self, code: i32) -> Ran {
        let ran = self.ends_with(code);
        assert_eq!(ran.stdout, "", "a failed run has no result");
        let count = |label: &str| ran.stderr.lines().filter(|line| line.starts_with(label)).count();
        assert_eq!(count("error: "), 1, "one error line: {}", ran.stderr);
        assert!(ran.stderr.lines().next().is_some_and(|l| l.starts_with("error: ")), "{}", ran.stderr);
        let lines = ran.stderr.lines().count();
        assert_eq!(count("error: ") + count("hint: "), lines, "only error and hints: {}", ran.stderr);
        assert!(
            ran.stderr.chars().all(|c| c == '\n' || !c.is_control()),
            "control characters: {:?}",
            ran.stderr
        );
        ran
    }

    /// Runs; this exit code.
    #[track_caller]
    pub(crate) fn ends_with(self, code: i32) -> Ran {
        let shown = format!("{:?}", self.command.get_args().collect::<Vec<_>>());
        let ran = self.run();
        assert_eq!(ran.code, code, "{shown}\nstdout: {}\nstderr: {}", ran.stdout, ran.stderr);
        ran
    }

    /// Runs, whatever comes of it.
    pub(crate) fn run(self) -> Ran {
        let Self { mut command, input } = self;
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        // A program that reads nothing closes the pipe; that is no failure of the test.
        let feed = thread::spawn(move || drop(stdin.write_all(&input)));
        let stdout = collect(child.stdout.take().unwrap());
        let stderr = collect(child.stderr.take().unwrap());
        let code = wait(&mut child);
        feed.join().unwrap();
        Ran { code, stdout: stdout.join().unwrap(), stderr: stderr.join().unwrap() }
    }
}

fn collect(mut pipe: impl Read + Send + 'static) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        pipe.read_to_end(&mut bytes).unwrap();
        String::from_utf8(bytes).expect("the program prints UTF-8")
    })
}

fn wait(child: &mut Child) -> i32 {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status.code().expect("the program was not ended by a signal");
        }
        if start.elapsed() > LONGEST_RUN {
            child.kill().unwrap();
            panic!("the program did not end within {LONGEST_RUN:?}");
        }
        thread::sleep(Duration::from_millis(2));
    }
}

/// A folder that goes away with the test.
pub(crate) struct Desk(TempDir);

impl Desk {
    pub(crate) fn new() -> Self {
        Self(tempfile::Builder::new().prefix("trustfill-desk-").tempdir().unwrap())
    }

    /// A desk with that example on it.
    pub(crate) fn with_example(name: &str) -> Self {
        let desk = Self::new();
        desk.put(name, example(name));
        desk
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn join(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }

    /// Writes a file, its folders too.
    pub(crate) fn put(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    #[track_caller]
    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.join(name))
            .unwrap_or_else(|error| panic!("{name}: {error}; there is {:?}", self.names()))
    }

    /// The names on the desk, sorted.
    pub(crate) fn names(&self) -> Vec<String> {
        let items = std::fs::read_dir(self.path()).unwrap();
        let mut names: Vec<String> =
            items.map(|item| item.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

/// Copies a folder with all that is in it.
pub(crate) fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for item in std::fs::read_dir(from).unwrap() {
        let item = item.unwrap();
        let target = to.join(item.file_name());
        if item.file_type().unwrap().is_dir() {
            copy_folder(&item.path(), &target);
        } else {
            std::fs::copy(item.path(), target).unwrap();
        }
    }
}
