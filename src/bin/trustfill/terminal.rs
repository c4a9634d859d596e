//! Everything that is printed. A closed pipe is not an error: whoever reads has read enough.

use std::io::{self, Write};
use std::process::ExitCode;

use trustfill::report::shown;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::temporary;

/// Writes to standard output.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::output("standard output", error))
        }
        _ => Ok(()),
    }
}

/// Prints an error of one of many inputs; the run goes on.
pub(crate) fn error(message: &str) {
    line("error", anstyle::AnsiColor::Red, message);
}

/// Prints a warning to standard error.
pub(crate) fn warn(message: &str) {
    line("warning", anstyle::AnsiColor::Yellow, message);
}

/// Prints to standard error what was done beside the result.
pub(crate) fn note(message: &str) {
    line("note", anstyle::AnsiColor::Green, message);
}

/// Prints a hint to standard error.
pub(crate) fn hint(message: &str) {
    line("hint", anstyle::AnsiColor::Cyan, message);
}

/// Prints a failure and gives its exit code.
pub(crate) fn report(failure: &Failure) -> ExitCode {
    error(&failure.message);
    for text in &failure.hints {
        hint(text);
    }
    failure.exit.into()
}

/// Prints what clap has to say; help and version are no errors.
pub(crate) fn usage(error: &clap::Error) -> ExitCode {
    if error.use_stderr() {
        // Nobody is left to tell where standard error is closed.
        let _ = error.print();
        return Exit::Usage.into();
    }
    match print(&error.render().ansi().to_string()) {
        Ok(()) => Exit::Done.into(),
        Err(failure) => report(&failure),
    }
}

/// A panic ends the run with an error line of our own; where RUST_BACKTRACE is set, after its backtrace. Nothing is caught
/// later: the released binary has no unwinding, which would take a twentieth of its size.
pub(crate) fn end_on_panic() {
    let backtrace = std::env::var_os("RUST_BACKTRACE").map(|_| std::panic::take_hook());
    std::panic::set_hook(Box::new(move |panic| {
        if let Some(backtrace) = &backtrace {
            backtrace(panic);
        }
        let failure = Failure::internal();
        report(&failure);
        temporary::leave(failure.exit as i32)
    }));
}

fn line(label: &str, colour: anstyle::AnsiColor, message: &str) {
    let style = anstyle::Style::new().fg_color(Some(colour.into())).bold();
    let mut err = anstream::stderr().lock();
    // Nobody is left to tell where standard error is closed.
    let _ = writeln!(err, "{style}{label}:{style:#} {}", shown(message));
}
