//! `trustfill fill`: the main job.

use std::path::{Path, PathBuf};

use trustfill::questionnaire::{Questionnaire, SheetForm};
use trustfill::report::{FillReport, OutputNames, fill_head, fill_json, fill_page, fill_summary};
use trustfill::respond::{
    Docket, DocketFrame, Provenance, added_columns, drafts, edits, respond, settle_shared,
};
use trustfill::retrieval::Index;
use trustfill::review::{self, ReadError, Rulings};
use trustfill::text::Language;
use trustfill::workbook::{EditOptions, Format, Workbook};

use super::opened::{Opened, open, told};
use super::records;
use crate::cli::{FillArgs, OutputFormat, ReportFormat};
use crate::context::Settings;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::{self, Output};
use crate::{limits, terminal};

pub(crate) fn run(args: &FillArgs) -> Result<Exit, Failure> {
    named(args, None)
}

/// The same for a batch: the outputs are named by this stem, and the head of the report is printed, with the warnings in it.
pub(crate) fn apart(args: &FillArgs, stem: &str) -> Result<Exit, Failure> {
    named(args, Some(stem))
}

fn named(args: &FillArgs, stem: Option<&str>) -> Result<Exit, Failure> {
    let input = files::name(&args.file);
    fill(args, stem).map_err(|failure| match failure.exit {
        // In a pipeline's log the line has to say which questionnaire it was.
        Exit::Output if !failure.message.contains(&input) => {
            Failure { message: format!("could not fill {input}: {}", failure.message), ..failure }
        }
        _ => failure,
    })
}

fn fill(args: &FillArgs, stem: Option<&str>) -> Result<Exit, Failure> {
    let settings = Settings::read(args.base.config.as_deref())?;
    let base = settings.base(&args.base, settings.audience(&args.base))?;
    let setting = settings.setting(&args.date, args.language.as_deref(), args.with_evidence)?;
    let opened = open(&args.file, &args.layout, args.base.config.as_deref(), None)?;
    let places = Places::of(args, &opened, stem)?;
    let mut carried = places.rulings(args)?;
    if let Some(why) = carried.beyond(&base) {
        return Err(Failure::output(&files::name(places.review.path()), why)
            .hint(
                "an edited text is carried only to the same readers: name the same --audience and --product",
            )
            .hint("or move the old review workbook away"));
    }

    let index = Index::build(&base);
    let mut response = respond(&opened.workbook, &opened.questionnaire, &index, &setting);
    let orphans = carried.orphans(&response);
    if !orphans.is_empty() {
        let shown = files::name(places.review.path());
        let why = format!("it bears rulings on questions that have changed ({})", orphans.join(", "));
        return Err(Failure::output(&shown, why)
            .hint("move the old review workbook away; its rulings are lost otherwise"));
    }
    let provenance = Provenance {
        profile: opened.profile.clone(),
        ..Provenance::new(&opened.name, &opened.bytes, &base, setting.today)
    };
    let place = files::seen_from(places.review.path(), &args.file);
    let frame = DocketFrame::of(&response, &opened.questionnaire, &opened.workbook, &provenance, &place);
    let outdated = match carried.is_empty() {
        true => Vec::new(),
        false => carried.settle(&Docket::of(&response, &frame)),
    };
    carried.heed(&mut response);
    let compared = match &args.records {
        Some(folder) => Some(records::read(folder)?.heed(&mut response, base.audience)),
        None => None,
    };
    settle_shared(&mut response, &opened.questionnaire);
    let edits = edits(&response, &opened.questionnaire, args.drafts);
    let added = added_columns(&edits, &response, &opened.questionnaire, &opened.workbook, args.drafts);
    let options = EditOptions { fit_rows: args.fit_rows, overwrite_formulas: false, added };
    let note = opened.note();
    let mut warnings: Vec<String> = opened.workbook.warnings().iter().map(ToString::to_string).collect();
    warnings.extend(opened.questionnaire.warnings.iter().map(ToString::to_string));
    warnings.extend(second_answers(&opened.questionnaire));
    if !outdated.is_empty() {
        let why = match carried.has_docket() {
            true => "the answer has changed since it was ruled on",
            false => "the old review workbook does not say any more what was ruled on",
        };
        warnings.push(format!("{why}, and the ruling was not taken over: {}", outdated.join(", ")));
    }
    let counts = response.counts();
    if counts.rows == counts.answered {
        warnings.push("every row is answered already; the form is a copy of the input".to_owned());
    }
    if response.language == Language::Other {
        warnings.push(
            "most questions are in a language other than English and Swedish: none of these is filled, and few are matched"
                .to_owned(),
        );
    }
    // A batch says it once for all files.
    if base.sample && stem.is_none() {
        warnings
            .push("the answers come from the sample knowledge base, which is another company's".to_owned());
    }
    let mut cut = 0;
    let form = if edits.is_empty() && note.is_none() {
        opened.bytes.clone()
    } else {
        let edited = opened.workbook.edit(&edits, &options).map_err(|error| Failure {
            hints: error.hints(),
            ..Failure::output(&files::name(places.form.path()), error)
        })?;
        warnings.extend(told(&edited.warnings));
        cut = edited.cut;
        edited.bytes
    };
    // Of a long form they are as large as its answers.
    drop(edits);
    let review = review::write(&response, &provenance, &setting.policy, &carried, &frame)
        .map_err(|error| Failure::output(&files::name(places.review.path()), error))?;

    let folder = places.folder();
    let outputs = if args.dry_run { OutputNames::default() } else { places.names() };
    let report = FillReport {
        response: &response,
        provenance: &provenance,
        outputs: &outputs,
        folder: &folder,
        drafts: args.drafts.map(|least| drafts(&response, least)),
        cut,
        compared,
        carried: (args.carry && !args.dry_run).then(|| carried.len()),
        note: note.as_deref(),
        warnings: &warnings,
    };
    if !args.dry_run {
        let page = (places.html.as_ref())
            .map(|place| {
                fill_page(&report, &Docket::of(&response, &frame), &places.rulings)
                    .map_err(|error| Failure::output(&files::name(place.path()), error))
            })
            .transpose()?;
        let json = (places.json.as_ref())
            .map(|place| {
                fill_json(&report).map_err(|error| Failure::output(&files::name(place.path()), error))
            })
            .transpose()?
            .map(|json| json + "\n");
        let reports = [page, json].map(|text| text.map(String::into_bytes));
        places.write(&form, &review, &reports)?;
    }
    let unprinted = |error| Failure::output("standard output", error);
    let text = if stem.is_some() {
        fill_head(&report).map_err(unprinted)? + "\n"
    } else {
        warnings.iter().for_each(|warning| terminal::warn(warning));
        match args.format {
            OutputFormat::Text => fill_summary(&report),
            OutputFormat::Json => fill_json(&report).map_err(unprinted)? + "\n",
        }
    };
    terminal::print(&text)?;
    Ok(if args.strict && counts.suggested + counts.open > 0 { Exit::PersonNeeded } else { Exit::Done })
}

/// What no entry gives: second answers that a form asks for ("who is responsible"), told once a sheet.
fn second_answers(questionnaire: &Questionnaire) -> Vec<String> {
    let told = |form: &SheetForm| {
        let cells: Vec<_> = form.questions.iter().filter_map(|question| question.second_answer).collect();
        let (first, name, count) = (cells.first()?, &form.name, cells.len());
        Some(format!(
            "sheet \"{name}\": {count} rows want a second answer (first {first}), which is left to a person"
        ))
    };
    questionnaire.sheets.iter().filter_map(told).collect()
}

/// Where the outputs go.
struct Places {
    form: Output,
    review: Output,
    html: Option<Output>,
    json: Option<Output>,
    /// Name of the file that the page saves rulings as.
    rulings: String,
}

impl Places {
    /// Works the places out and checks them, before any work is done.
    fn of(args: &FillArgs, opened: &Opened, stem: Option<&str>) -> Result<Self, Failure> {
        let extension = opened.workbook.format().extension();
        let own = || args.file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let stem = stem.map_or_else(own, str::to_owned);
        let beside = args.file.parent().map(Path::to_path_buf).unwrap_or_default();
        let folder = args.out_dir.clone().unwrap_or(beside);
        let (form, stem, folder) = match &args.output {
            Some(named) => {
                let given = named.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
                if Format::from_extension(&given) != Some(opened.workbook.format()) {
                    let verb = if opened.note().is_some() { "becomes" } else { "stays" };
                    return Err(Failure::usage(format!(
                        "the output {} cannot be .{given}: the form {verb} a .{extension}",
                        files::name(named)
                    ))
                    .hint(format!("name it {}", files::name(&named.with_extension(extension)))));
                }
                let stem = named.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                (named.clone(), stem, named.parent().map(Path::to_path_buf).unwrap_or_default())
            }
            None => (folder.join(files::fitting_name(&stem, &format!(".filled.{extension}"))), stem, folder),
        };
        let beside = |ending: &str| folder.join(files::fitting_name(&stem, ending));
        let report =
            |format: ReportFormat, ending: &str| args.report.contains(&format).then(|| beside(ending));
        let review = beside(".review.xlsx");
        let html = report(ReportFormat::Html, ".report.html");
        let json = report(ReportFormat::Json, ".report.json");
        for output in [&form, &review].into_iter().chain(&html).chain(&json) {
            if files::same_file(&args.file, output) {
                return Err(Failure::output(&files::name(output), "it is the input itself")
                    .hint("the customer's file is never changed; name another output with -o"));
            }
        }
        // Of a dry run nothing will be written, so nothing that stands there is in the way.
        let output = |path: PathBuf, replace: bool| match args.dry_run {
            true => Ok(Output::unchecked(path)),
            false => Output::check(path, replace),
        };
        Ok(Self {
            form: output(form, args.force)?,
            review: output(review, args.force || args.carry)?,
            html: html.map(|path| output(path, args.force)).transpose()?,
            json: json.map(|path| output(path, args.force)).transpose()?,
            rulings: files::fitting_name(&stem, ".rulings.json"),
        })
    }

    /// The rulings of a review workbook that stands where ours goes. Without `--carry` they refuse the run: an hour of
    /// a reviewer's work is not replaced, not even with `--force`.
    fn rulings(&self, args: &FillArgs) -> Result<Rulings, Failure> {
        let path: PathBuf = self.review.path().to_path_buf();
        if args.dry_run || !path.is_file() {
            return Ok(Rulings::default());
        }
        let limits = limits::of_run();
        let shown = files::name(&path);
        let unreadable = || {
            Failure::output(&shown, "what stands there cannot be read, and may bear a reviewer's rulings")
                .hint("close it where it is open, lift its password, or move it away")
        };
        let (bytes, format) = files::read_questionnaire(&path, limits).map_err(|_| unreadable())?;
        let workbook = Workbook::open(bytes, format, limits).map_err(|_| unreadable())?;
        let rulings = match review::read_rulings(&workbook) {
            Err(error @ ReadError::UnknownRuling { .. }) => {
                return Err(Failure::output(&shown, error).hint("correct the ruling, or clear the cell"));
            }
            Err(error @ ReadError::NoColumn(_)) => {
                return Err(Failure::output(&shown, error)
                    .hint("it may bear a reviewer's rulings; move it away first"));
            }
            Err(error @ (ReadError::SheetGone(_) | ReadError::Stray(_))) => {
                return Err(Failure::output(&shown, error)
                    .hint("it may bear a reviewer's rulings")
                    .hint("rename the sheet back to Review or Done, delete a copy, or move the file away"));
            }
            Err(error @ ReadError::NotTyped { .. }) => {
                return Err(Failure::output(&shown, error).hint("or move the file away"));
            }
            Err(ReadError::NoSheet) => None,
            Err(error) => {
                return Err(Failure::output(&shown, error)
                    .hint("it may bear a reviewer's rulings; put it right, or move it away first"));
            }
            Ok(rulings) => Some(rulings),
        };
        if let Some(place) = rulings.as_ref().and_then(|_| review::own_notes(&workbook)) {
            return Err(Failure::output(&shown, format!("it bears notes of a reviewer ({place})"))
                .hint("they are not carried: move it away, or keep a copy and clear the notes in this one"));
        }
        match rulings {
            Some(rulings) if args.carry => Ok(rulings),
            Some(rulings) if !rulings.is_empty() => {
                let count = match rulings.len() {
                    1 => "a ruling".to_owned(),
                    several => format!("{several} rulings"),
                };
                Err(Failure::output(&shown, format!("it bears {count} of a reviewer"))
                    .hint("--carry --force takes them over into a new one; or move it away first"))
            }
            None if args.carry => {
                Err(Failure::output(&shown, "it exists and is no review workbook").hint("move it away first"))
            }
            _ => Ok(Rulings::default()),
        }
    }

    /// The folder of the outputs, as it was named.
    fn folder(&self) -> String {
        self.form.path().parent().map(|folder| folder.display().to_string()).unwrap_or_default()
    }

    /// The names of the outputs.
    fn names(&self) -> OutputNames {
        let name = |output: &Output| files::name(output.path());
        OutputNames {
            form: Some(name(&self.form)),
            review: Some(name(&self.review)),
            html: self.html.as_ref().map(name),
            json: self.json.as_ref().map(name),
        }
    }

    /// Writes all of them: first the bytes, then the names. `reports` are the page and the JSON.
    fn write(self, form: &[u8], review: &[u8], reports: &[Option<Vec<u8>>; 2]) -> Result<(), Failure> {
        let [page, json] = reports;
        let mut outputs = vec![(self.form, form)];
        outputs.extend(self.html.zip(page.as_deref()).into_iter().chain(self.json.zip(json.as_deref())));
        // The review workbook that may bear rulings gives way last, when nothing else can fail.
        outputs.push((self.review, review));
        files::write_all(outputs)
    }
}
