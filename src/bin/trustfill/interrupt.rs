//! Signals that ask the program to end: it takes its temporary files with it, and says by its exit code which it was.

use std::sync::{Arc, OnceLock, mpsc};
use std::thread;

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ};
use signal_hook::flag;
use signal_hook::iterator::Signals;

use crate::{temporary, terminal};

/// The signals that are heard.
const HEARD: [i32; 3] = [SIGHUP, SIGINT, SIGTERM];
/// What a shell adds to the number of a signal to make an exit code of it.
const BY_SIGNAL: i32 = 128;
/// The thread waits and removes files: it needs little of what a thread may have.
const STACK: usize = 128 << 10;

/// What a person should know whom a signal takes from the work; nothing where there is nothing to go on with.
static WAY_ON: OnceLock<&str> = OnceLock::new();

/// Says what to tell if a signal ends the program.
pub(crate) fn tell(way: &'static str) {
    // Said once a run.
    let _ = WAY_ON.set(way);
}

/// Hears the signals from now on. Where no thread is to be had, they end the program as they always did, and a temporary
/// file may stay.
pub(crate) fn install() {
    // A file that grows over the limit of the user is then an error of the write, and no end without a word.
    let _ = flag::register(SIGXFSZ, Arc::default());
    let ignored = ignored();
    let heard: Vec<i32> = HEARD.into_iter().filter(|signal| ignored >> (signal - 1) & 1 == 0).collect();
    let (ready, wait) = mpsc::channel::<()>();
    let spawned = thread::Builder::new().name("signals".to_owned()).stack_size(STACK).spawn(move || {
        let signals = Signals::new(heard);
        drop(ready);
        if let Some(signal) = signals.ok().and_then(|mut signals| signals.forever().next()) {
            if let Some(way) = WAY_ON.get() {
                terminal::note(way);
            }
            temporary::leave(BY_SIGNAL + signal)
        }
    });
    if spawned.is_ok() {
        // The end of the channel is the word that is waited for.
        let _ = wait.recv();
    }
}

/// The signals that whoever started the program wants ignored, a bit each: `nohup` says so of SIGHUP, a shell of SIGINT
/// for what it runs in the background. Where the system does not tell, none.
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0)
}
