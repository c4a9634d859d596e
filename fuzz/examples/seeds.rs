//! Writes the seeds: `cargo run --example seeds -- FOLDER`. They are made of the examples and fixtures of the project and of
//! the good parts here, so that none is stored twice.

use std::fs;
use std::path::{Path, PathBuf};

use trustfill_fuzz::archive::{self, Part};
use trustfill_fuzz::input::Input;
use trustfill_fuzz::{draw, house, review};

/// Larger inputs make slow cases.
const LARGEST: usize = 24 << 10;
/// Options of a workbook: bytes from which edits are drawn; each seed gets others.
const OPTIONS: usize = 24;

fn main() -> std::io::Result<()> {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "corpus".to_owned()));
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let forms = files(&[
        &root.join("examples"),
        &root.join("tests/fixtures/forms"),
        &root.join("tests/fixtures/legacy"),
    ])?;
    packages(&folder, &forms)?;
    texts(&folder, &forms)?;
    entries(
        &folder,
        &files(&[&root.join("knowledge/why-us"), &root.join("knowledge/data-protection-and-encryption")])?,
    )?;
    drawn(&folder)?;
    reviews(&folder)
}

/// The files of folders by name, so that seeds are the same on every machine.
fn files(folders: &[&Path]) -> std::io::Result<Vec<(PathBuf, Vec<u8>)>> {
    let mut found = Vec::new();
    for folder in folders.iter().filter(|folder| folder.is_dir()) {
        let mut paths: Vec<PathBuf> =
            fs::read_dir(folder)?.map(|item| item.map(|item| item.path())).collect::<Result<_, _>>()?;
        paths.sort();
        for path in paths.into_iter().filter(|path| path.is_file()) {
            let bytes = fs::read(&path)?;
            found.push((path, bytes));
        }
    }
    Ok(found)
}

fn seed(folder: &Path, target: &str, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    if bytes.len() > LARGEST {
        return Ok(());
    }
    fs::create_dir_all(folder.join(target))?;
    fs::write(folder.join(target).join(name), bytes)
}

fn extension(path: &Path) -> &str {
    path.extension().and_then(|extension| extension.to_str()).unwrap_or_default()
}

fn stem(path: &Path) -> &str {
    path.file_stem().and_then(|stem| stem.to_str()).unwrap_or("seed")
}

/// Bytes that differ from seed to seed.
fn options(number: usize) -> Vec<u8> {
    let byte = |at: usize| u8::try_from((number * 37 + at * 101 + at * at * number) % 251).unwrap_or(0);
    // A line end in the options could make a marker of them.
    (0..OPTIONS).map(byte).map(|byte| if byte == b'\n' { 0 } else { byte }).collect()
}

/// Workbooks: as parts, as archives, and single parts that go into the good workbook.
fn packages(folder: &Path, forms: &[(PathBuf, Vec<u8>)]) -> std::io::Result<()> {
    seed(folder, "splice", "good", &Input::bytes(&options(1), &archive::good()))?;
    seed(folder, "package", "good", &Input::bytes(&[0], &archive::good()))?;
    for (number, (path, bytes)) in forms.iter().enumerate() {
        let name = format!("{}.{}", stem(path), extension(path));
        // The places of the formats in `package::FORMATS`.
        let format = match extension(path) {
            "xlsx" => 0,
            "xlsm" => 1,
            "ods" => 2,
            "xls" => 3,
            _ => continue,
        };
        seed(
            folder,
            "package",
            &format!("whole-{name}"),
            &Input::bytes(&[format], &[(String::new(), bytes.clone())]),
        )?;
        let Some(parts) = archive::unzip(bytes) else { continue };
        seed(folder, "package", &name, &Input::bytes(&[format], &parts))?;
        if format < 2 {
            seed(folder, "splice", &name, &Input::bytes(&options(number), &parts))?;
            let sheets: Vec<Part> =
                parts.into_iter().filter(|(name, _)| name == "xl/worksheets/sheet1.xml").collect();
            seed(folder, "splice", &format!("sheet-{name}"), &Input::bytes(&options(number + 1), &sheets))?;
        }
    }
    Ok(())
}

fn texts(folder: &Path, forms: &[(PathBuf, Vec<u8>)]) -> std::io::Result<()> {
    let mut texts: Vec<(String, Vec<u8>)> = forms
        .iter()
        .filter(|(path, _)| matches!(extension(path), "csv" | "tsv"))
        .map(|(path, bytes)| (stem(path).to_owned(), bytes.clone()))
        .collect();
    let small = "ID;Question;Answer\r\n1;\"Is data; encrypted?\";\r\n2;\"say \"\"hi\"\"\";x\r\n";
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    texts.push(("semicolons".to_owned(), small.into()));
    texts.push(("tabs".to_owned(), small.replace(';', "\t").into()));
    texts.push(("old-mac".to_owned(), small.replace("\r\n", "\r").into()));
    texts.push(("marked".to_owned(), [b"\xEF\xBB\xBF", small.as_bytes()].concat()));
    texts.push(("utf-16".to_owned(), [&[0xFF, 0xFE], wide(small).as_slice()].concat()));
    texts.push(("western".to_owned(), b"Fr\xE5ga,Svar\nKrypteras data?,\n".to_vec()));
    for (number, (name, bytes)) in texts.into_iter().enumerate() {
        seed(folder, "csv", &name, &Input::bytes(&options(number), &[(String::new(), bytes.clone())]))?;
        let format = 4 + u8::from(name == "tabs");
        seed(folder, "package", &name, &Input::bytes(&[format], &[(String::new(), bytes)]))?;
    }
    Ok(())
}

fn entries(folder: &Path, files: &[(PathBuf, Vec<u8>)]) -> std::io::Result<()> {
    let at = |place: u8, text: &[u8]| [&[place], text].concat();
    seed(folder, "entry", "full", &at(0, house::ENTRY.as_bytes()))?;
    let swedish = "+++\nquestion = \"Krypteras lagrade data?\"\nalso_asked = [\"Är diskarna krypterade?\"]\nshort = \"Ja.\"\nstatus = \"draft\"\nreviewed = 2026-01-01\n+++\nJa.\n";
    seed(folder, "entry", "swedish", &at(2, swedish.as_bytes()))?;
    let category = "+++\ntitle = \"Data\"\norder = 2\nblurb = \"About data.\"\n+++\n";
    seed(folder, "entry", "category", &at(3, category.as_bytes()))?;
    let root = "+++\ntitle = \"House\"\nblurb = \"Us.\"\nlanguages = [\"en\", \"sv\"]\nproducts = [\"compute\"]\nclaims = [{ title = \"ISO 27001\", text = \"Certified.\" }]\ncontacts = [{ kind = \"security\", title = \"Security\", url = \"mailto:security@example.com\" }]\n+++\n";
    seed(folder, "entry", "organisation", &at(4, root.as_bytes()))?;
    for (path, bytes) in files {
        seed(folder, "entry", stem(path), &at(if stem(path) == "_index" { 3 } else { 0 }, bytes))?;
    }
    Ok(())
}

/// Bytes from which forms and changes are drawn.
fn drawn(folder: &Path) -> std::io::Result<()> {
    /// A form takes about so many.
    const LENGTH: usize = 700;
    for number in 0..40usize {
        let mut state = u32::try_from(number).unwrap_or(0).wrapping_mul(2_654_435_761) ^ 0x9E37_79B9;
        let bytes: Vec<u8> = (0..LENGTH)
            .map(|_| {
                // xorshift: any stream of bytes does that is the same everywhere.
                state ^= state << 13;
                state ^= state >> 17;
                state ^= state << 5;
                state.to_le_bytes()[1]
            })
            .collect();
        seed(folder, "layout", &format!("drawn-{number:02}"), &bytes)?;
        seed(folder, "review", &format!("drawn-{number:02}"), &bytes[..96 + number])?;
    }
    let _ = draw::ODD_TEXTS;
    Ok(())
}

fn reviews(folder: &Path) -> std::io::Result<()> {
    let parts = review::parts();
    for (name, content) in &parts {
        if name.starts_with("xl/worksheets/sheet")
            || name.ends_with("workbook.xml")
            || name.ends_with("Strings.xml")
        {
            let short = name.rsplit('/').next().unwrap_or("part");
            seed(folder, "review", short, &Input::bytes(b"", &[(name.clone(), content.clone())]))?;
        }
    }
    let file = Input::bytes(b"", &[(String::new(), review::rulings_file().into_bytes())]);
    seed(folder, "review", "rulings", &file)
}
