//! Shows what an input of the target `layout` draws: `cargo run --example shown -- FILE`.

use arbitrary::Unstructured;
use trustfill::questionnaire::detect;
use trustfill::report::layout_text;
use trustfill::workbook::{Limits, Workbook};
use trustfill_fuzz::layout::case;

fn main() -> std::io::Result<()> {
    let path = std::env::args().nth(1).unwrap_or_default();
    let data = std::fs::read(path)?;
    let Ok((overrides, drafts, form)) = case(&mut Unstructured::new(&data)) else { return Ok(()) };
    println!("{overrides:?} {drafts:?} {:?}", form.format);
    if let Some(parts) = trustfill_fuzz::archive::unzip(&form.bytes) {
        for (name, content) in parts.iter().filter(|(name, _)| name.contains("sheet")) {
            println!("{name}\n{}", String::from_utf8_lossy(content).replace("<row", "\n<row"));
        }
    } else {
        println!("{}", String::from_utf8_lossy(&form.bytes));
    }
    let workbook = Workbook::open(form.bytes, form.format, &Limits::default());
    match workbook.as_ref().map(|workbook| detect(workbook, &overrides)) {
        Ok(Ok(found)) => {
            println!("{}", layout_text("form", &found, None, &[]));
            for (sheet, q) in found.questions() {
                println!(
                    "{sheet}!{} -> {:?} {:?} ({:?}) answered {} {:?}",
                    q.cell, q.answer, q.comment, q.second_answer, q.answered, q.ticks
                );
            }
        }
        other => println!("{other:?}"),
    }
    Ok(())
}
