//! The exit codes: one table for the program, its help, the README and a test. The codes of signals are made in `interrupt`.

use std::process::ExitCode;

/// How a run ended. The highest wins where several apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    Done = 0,
    PersonNeeded = 1,
    Usage = 2,
    Input = 3,
    Output = 4,
}

/// Code and meaning of every exit, as the help prints it.
pub(crate) const TABLE: &str = "\
Exit codes:
  0  done
  1  a person is needed (--strict: rows left; apply: no ruling; check, publish --verify: findings)
  2  usage, configuration or knowledge base
  3  an input could not be read, or holds no form
  4  an output could not be written
  129  ended by SIGHUP
  130  ended by SIGINT (Ctrl-C)
  143  ended by SIGTERM
";

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
