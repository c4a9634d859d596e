//! `trustfill apply`: the rulings of a reviewer into the customer's original.

use std::path::{Path, PathBuf};

use trustfill::report::shown;
use trustfill::respond::{DocketHead, sha256};
use trustfill::review::{
    self, Applied, ApplyErrors, ApplyReport, RECORD_ENDING, ReadError, Record, Reviewed, Ruling, apply_json,
    apply_summary,
};
use trustfill::workbook::{EditOptions, Format};

use super::opened::{self, Read};
use crate::cli::{ApplyArgs, DateArgs, OutputFormat};
use crate::context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::{self, Output};
use crate::{limits, terminal};

/// Rows that an error names; who has more of them to do starts with these.
const NAMED_OPEN: usize = 10;
const NAMED_PROBLEMS: usize = 20;
/// Digits of a hash that an error shows: enough to tell two files apart.
const SHOWN_DIGITS: usize = 12;

pub(crate) fn run(args: &ApplyArgs) -> Result<Exit, Failure> {
    let today = context::today(&DateArgs { today: args.today })?;
    let review_name = files::name(&args.review);
    let reviewed = reviewed(&args.review, "apply")?;
    let head = &reviewed.docket.head;
    let original_path = original(args, head)?;
    let original = opened::read(&original_path)?;
    is_original(&original, head, &review_name)?;
    let places = Places::of(args, &original_path, &original)?;

    let applied = review::apply(&reviewed, &original.workbook).map_err(|e| refused(&review_name, &e))?;
    if !applied.open.is_empty() && !args.allow_open {
        return Err(open_rows(&review_name, &applied));
    }
    let mut warnings: Vec<String> = original.workbook.warnings().iter().map(ToString::to_string).collect();
    warnings.extend(doubts(&applied));
    if head.sample {
        warnings
            .push("the answers come from the sample knowledge base, which is another company's".to_owned());
    }
    let note = original.note();
    let mut cut = 0;
    let form = if applied.edits.is_empty() && note.is_none() {
        original.bytes.clone()
    } else {
        let options =
            EditOptions { fit_rows: args.fit_rows, overwrite_formulas: false, added: applied.added.clone() };
        let edited = original.workbook.edit(&applied.edits, &options).map_err(|error| Failure {
            hints: error.hints(),
            ..Failure::output(&files::name(places.form.path()), error)
        })?;
        warnings.extend(opened::told(&edited.warnings));
        cut = edited.cut;
        edited.bytes
    };
    let form_name = files::name(places.form.path());
    let record = Record::new(
        head,
        &applied,
        &original.name,
        (&form_name, &form),
        &today.to_string(),
        args.by.as_deref(),
    );
    let text =
        record.to_text().map_err(|error| Failure::output(&files::name(places.record.path()), error))?;
    let record_name = files::name(places.record.path());
    let folder = places.folder();
    if !args.dry_run {
        places.write(&form, text.as_bytes())?;
    }
    let report = ApplyReport {
        head,
        record: &record,
        outputs: (!args.dry_run).then_some((form_name.as_str(), record_name.as_str())),
        folder: &folder,
        cut,
        note: note.as_deref(),
        warnings: &warnings,
    };
    for warning in &warnings {
        terminal::warn(warning);
    }
    let told = match args.format {
        OutputFormat::Text => apply_summary(&report, shown),
        OutputFormat::Json => {
            apply_json(&report).map_err(|error| Failure::output("standard output", error))? + "\n"
        }
    };
    terminal::print(&told)?;
    Ok(Exit::Done)
}

/// Reads a review workbook, or a file of rulings; `job` is what is done with it.
pub(super) fn reviewed(path: &Path, job: &str) -> Result<Reviewed, Failure> {
    let name = files::name(path);
    let read = if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json")) {
        review::read_rulings_file(&files::read_data(path, limits::of_run())?)
    } else {
        review::read_review(&opened::read(path)?.workbook)
    };
    read.map_err(|error| unreadable(&name, &error, job))
}

/// What is wrong with a review workbook, and the way out. What a reviewer can put right in a row is a matter of usage; what
/// is no review workbook, or has lost what the tool needs, is no input.
fn unreadable(name: &str, error: &ReadError, job: &str) -> Failure {
    let usage = |hint: &str| Failure::usage(format!("could not {job} {name}: {error}")).hint(hint);
    let input = |hint: &str| Failure::input(name, error).hint(hint);
    match error {
        ReadError::UnknownRuling { .. } => {
            usage(&format!("the rulings are: {}", Ruling::ALL.map(Ruling::as_str).join(", ")))
        }
        ReadError::Altered { .. } => usage(
            "put the old text back; what is to be sent instead goes into Edited choice or Edited answer, with the ruling edit",
        ),
        ReadError::UnknownRow { .. } => {
            usage("delete the row; only rows of the questionnaire can be answered")
        }
        ReadError::TwiceThere { .. } => usage("delete one of the two"),
        ReadError::MissingRow { .. } => usage(
            "put the row back (undo, or copy it from an older version); a row that is not to be answered gets the ruling leave blank",
        ),
        ReadError::SheetGone(_) => input("rename the sheet back to Review or Done"),
        ReadError::Stray(_) => input("rename the sheet back to Review or Done, or delete it"),
        ReadError::TwoColumns { .. } => usage("rename the header of your own column, or delete a copy"),
        ReadError::NotTyped { .. } => usage("put a ' before the text, or give the cell the format Text"),
        ReadError::NoColumn(_) => input("put the column back, with its header as it was"),
        ReadError::NoSheet | ReadError::NoRulingsFile(_) => input(
            "name the .review.xlsx that `trustfill fill` wrote, or the file of rulings that its page saved",
        ),
        ReadError::DocketUnread { hint, .. } => input(hint),
        ReadError::NoDocket | ReadError::Docket(_) => input(
            "`trustfill fill FILE --carry --force` writes a new review workbook and takes over what was edited or left blank; what was accepted has to be ruled on again",
        ),
    }
}

/// Where the original lies: as named, else where it lay when it was filled, else beside the review workbook.
fn original(args: &ApplyArgs, head: &DocketHead) -> Result<PathBuf, Failure> {
    if let Some(named) = &args.original {
        return Ok(named.clone());
    }
    let folder = args.review.parent().unwrap_or(Path::new(""));
    let candidates = [folder.join(&head.place), folder.join(&head.file)];
    candidates.iter().find(|path| path.is_file()).cloned().ok_or_else(|| {
        let place = candidates[0].display();
        Failure::input(&head.file, "the customer's original is not where it was")
            .hint(format!("looked for {place}"))
            .hint("name it with --original FILE")
    })
}

/// Refuses another file than the one that was filled: its cells may be others.
fn is_original(original: &Read, head: &DocketHead, review: &str) -> Result<(), Failure> {
    let found = sha256(&original.bytes);
    if found == head.file_sha256 {
        return Ok(());
    }
    let digits = |hash: &str| hash.get(..SHOWN_DIGITS).unwrap_or(hash).to_owned();
    let why = format!(
        "it is not the file that {review} was made for ({}, SHA-256 {}), but another one (SHA-256 {})",
        head.file,
        digits(&head.file_sha256),
        digits(&found)
    );
    Err(Failure::input(&original.name, why)
        .hint("name the file as the customer sent it with --original FILE")
        .hint("where the customer sent a new version, fill that one"))
}

fn refused(review: &str, errors: &ApplyErrors) -> Failure {
    let failure = Failure::usage(format!("could not apply {review}: {errors}"));
    let shown = errors.problems.iter().take(NAMED_PROBLEMS);
    let failure = match errors.problems.as_slice() {
        [one] => failure.hint(one.way_out),
        _ => shown.fold(failure, |failure, problem| {
            failure.hint(format!("{}: {}; {}", problem.place, problem.why, problem.way_out))
        }),
    };
    match errors.problems.len().saturating_sub(NAMED_PROBLEMS) {
        0 => failure,
        more => failure.hint(format!("and {more} more")),
    }
}

fn open_rows(review: &str, applied: &Applied) -> Failure {
    let count = applied.open.len();
    let rows = if count == 1 { "1 row waits" } else { &format!("{count} rows wait") };
    let message = format!("could not apply {review}: {rows} for a ruling ({})", named(&applied.open));
    Failure::new(Exit::PersonNeeded, message)
        .hint("rule on them in the review workbook; or --allow-open leaves them blank")
}

fn named(rows: &[String]) -> String {
    let mut named = rows.iter().take(NAMED_OPEN).cloned().collect::<Vec<_>>().join(", ");
    if rows.len() > NAMED_OPEN {
        named.push_str(", …");
    }
    named
}

/// What was done to the letter and may not be what was meant.
fn doubts(applied: &Applied) -> Vec<String> {
    let mut doubts = Vec::new();
    if !applied.unsent.is_empty() {
        doubts.push(format!(
            "the form has no cell for the edited answer of {}: only the choice was written",
            named(&applied.unsent)
        ));
    }
    if !applied.kept_text.is_empty() {
        doubts.push(format!(
            "only the choice was edited in {}: the text beside it is the one that was proposed",
            named(&applied.kept_text)
        ));
    }
    if !applied.kept_choice.is_empty() {
        doubts.push(format!(
            "only the text was edited in {}: the choice beside it is the one that was proposed",
            named(&applied.kept_choice)
        ));
    }
    doubts
}

/// Where the outputs go.
struct Places {
    form: Output,
    record: Output,
}

impl Places {
    /// Works the places out and checks them, before any work is done.
    fn of(args: &ApplyArgs, original_path: &Path, original: &Read) -> Result<Self, Failure> {
        let format = original.workbook.format();
        let extension = format.extension();
        let stem = |path: &Path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let (form, record) = match &args.output {
            Some(named) => {
                let given = named.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
                if Format::from_extension(&given) != Some(format) {
                    return Err(Failure::usage(format!(
                        "the output {} cannot be .{given}: the final form is a .{extension}",
                        files::name(named)
                    ))
                    .hint(format!("name it {}", files::name(&named.with_extension(extension)))));
                }
                (named.clone(), named.with_file_name(files::fitting_name(&stem(named), RECORD_ENDING)))
            }
            None => {
                let beside = args.review.parent().map(Path::to_path_buf).unwrap_or_default();
                let folder = args.out_dir.clone().unwrap_or(beside);
                let stem = stem(original_path);
                (
                    folder.join(files::fitting_name(&stem, &format!(".final.{extension}"))),
                    folder.join(files::fitting_name(&stem, RECORD_ENDING)),
                )
            }
        };
        for output in [&form, &record] {
            if files::same_file(original_path, output) || files::same_file(&args.review, output) {
                return Err(Failure::output(&files::name(output), "it is an input of this run").hint(
                    "neither the customer's file nor the review is changed; name another output with -o",
                ));
            }
        }
        if args.dry_run {
            // Nothing will be written, so nothing that stands there is in the way.
            return Ok(Self { form: Output::unchecked(form), record: Output::unchecked(record) });
        }
        Ok(Self { form: Output::check(form, args.force)?, record: Output::check(record, args.force)? })
    }

    /// The folder of the outputs, as it was named.
    fn folder(&self) -> String {
        self.form.path().parent().map(|folder| folder.display().to_string()).unwrap_or_default()
    }

    /// Writes both: first the bytes, then the names.
    fn write(self, form: &[u8], record: &[u8]) -> Result<(), Failure> {
        files::write_all([(self.form, form), (self.record, record)])
    }
}
