//! `trustfill ask`: one question, or a line of JSON each.

use std::io::{BufRead, Write};
use std::mem::ManuallyDrop;

use trustfill::report::{AskedRequest, answer_line, answer_text, explain_text};
use trustfill::respond::{Judgement, Setting, judge};
use trustfill::retrieval::{Index, Query};
use trustfill::workbook::{Choice, Choices};

use crate::cli::{AskArgs, OutputFormat};
use crate::context::Settings;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::NOT_UTF8;
use crate::terminal;

pub(crate) fn run(args: &AskArgs) -> Result<Exit, Failure> {
    let settings = Settings::read(args.base.config.as_deref())?;
    let base = settings.base(&args.base, settings.audience(&args.base))?;
    let setting = settings.setting(&args.date, args.language.as_deref(), false)?;
    // The process ends with the answer; taking the index apart first would be a wait for nothing.
    let index = ManuallyDrop::new(Index::build(&base));
    let top = usize::from(args.top);
    if args.stdin {
        return answer_lines(&index, &setting, top);
    }
    let question = args.question.as_deref().unwrap_or_default();
    if question.trim().is_empty() {
        return Err(
            Failure::usage("the question is empty").hint("trustfill ask \"Do you encrypt stored data?\"")
        );
    }
    let judgement = ask(&index, &setting, question, (args.section.as_deref(), None), &args.choices, top);
    let text = match args.format {
        OutputFormat::Json => json_line(serde_json::Value::Null, &judgement)?,
        OutputFormat::Text if args.explain => answer_text(&judgement) + &explain_text(&judgement),
        OutputFormat::Text => answer_text(&judgement),
    };
    if base.sample {
        terminal::warn("this answer comes from the sample knowledge base, which is another company's");
    }
    terminal::print(&text)?;
    Ok(Exit::Done)
}

fn answer_lines(index: &Index<'_>, setting: &Setting, top: usize) -> Result<Exit, Failure> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for (number, line) in std::io::stdin().lock().lines().enumerate() {
        let line = line.map_err(|error| match error.kind() {
            std::io::ErrorKind::InvalidData => {
                Failure::input("standard input", format!("line {}: {NOT_UTF8}", number + 1))
            }
            _ => Failure::input("standard input", error),
        })?;
        if line.trim().is_empty() {
            continue;
        }
        let asked: AskedRequest = serde_json::from_str(&line)
            .map_err(|error| Failure::input("standard input", format!("line {}: {error}", number + 1)))?;
        let beside = (asked.section.as_deref(), asked.id.as_str());
        let judgement = ask(index, setting, &asked.question, beside, &asked.choices, top);
        match out.write_all(json_line(asked.id, &judgement)?.as_bytes()) {
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => return Ok(Exit::Done),
            Err(error) => return Err(Failure::output("standard output", error)),
            Ok(()) => {}
        }
    }
    match out.flush() {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Failure::output("standard output", error))
        }
        _ => Ok(Exit::Done),
    }
}

fn ask<'b>(
    index: &Index<'b>,
    setting: &Setting,
    question: &str,
    (section, id): (Option<&str>, Option<&str>),
    choices: &[String],
    top: usize,
) -> Judgement<'b> {
    let section = section.filter(|s| !s.trim().is_empty());
    let query = Query { question, section, id, language: setting.language };
    let choices = if choices.is_empty() {
        Choices::Free
    } else {
        Choices::List(choices.iter().map(|c| Choice { text: c.trim().to_owned(), number: None }).collect())
    };
    judge(index, &query, &choices, top, setting)
}

fn json_line(id: serde_json::Value, judgement: &Judgement<'_>) -> Result<String, Failure> {
    let line = serde_json::to_string(&answer_line(id, judgement));
    Ok(line.map_err(|error| Failure::output("standard output", error))? + "\n")
}
