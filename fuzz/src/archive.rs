//! Zip archives: parts put in with right checksums, and taken out again.

use std::io::{Cursor, Read};

use crate::input::Input;

/// A part: its name and its bytes.
pub type Part = (String, Vec<u8>);

/// A good workbook of one sheet, with styles, shared strings, a table, a chain of calculation and two lists.
const GOOD: [(&str, &str); 9] = [
    ("[Content_Types].xml", include_str!("../good/content_types.xml")),
    ("_rels/.rels", include_str!("../good/rels.xml")),
    ("xl/workbook.xml", include_str!("../good/workbook.xml")),
    ("xl/_rels/workbook.xml.rels", include_str!("../good/workbook_rels.xml")),
    ("xl/worksheets/sheet1.xml", include_str!("../good/sheet1.xml")),
    ("xl/styles.xml", include_str!("../good/styles.xml")),
    ("xl/sharedStrings.xml", include_str!("../good/shared_strings.xml")),
    ("xl/calcChain.xml", include_str!("../good/calc_chain.xml")),
    ("xl/media/image1.png", "bytes of a picture"),
];

/// The parts of the good workbook.
pub fn good() -> Vec<Part> {
    GOOD.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
}

/// The archive of an input: its file as it is, or its parts, with those of `rest` that it does not name behind them.
pub fn of(input: &Input<'_>, rest: &[Part]) -> Vec<u8> {
    if let Some(file) = input.file() {
        return file.to_vec();
    }
    let named = input.parts.iter().map(|(name, content)| (name.as_str(), *content));
    let left = rest.iter().filter(|(name, _)| input.parts.iter().all(|(own, _)| own != name));
    zip(named.chain(left.map(|(name, content)| (name.as_str(), content.as_slice()))))
}

/// Parts as an archive, stored without packing. The names are taken as they are, twice over too.
pub fn zip<'a>(parts: impl Iterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let (mut out, mut directory, mut count) = (Vec::new(), Vec::new(), 0u16);
    for (name, content) in parts {
        let name = &name.as_bytes()[..name.len().min(usize::from(u16::MAX))];
        let (length, at) = (size(content.len()), size(out.len()));
        let mut common = Vec::new();
        // Version 2.0, names in UTF-8, stored, 1 January 1980.
        for short in [20u16, 1 << 11, 0, 0, 0x21] {
            common.extend_from_slice(&short.to_le_bytes());
        }
        for long in [crc32fast::hash(content), length, length] {
            common.extend_from_slice(&long.to_le_bytes());
        }
        common.extend_from_slice(&u16::try_from(name.len()).unwrap_or(0).to_le_bytes());
        common.extend_from_slice(&[0, 0]);
        out.extend_from_slice(b"PK\x03\x04");
        out.extend_from_slice(&common);
        out.extend_from_slice(name);
        out.extend_from_slice(content);
        directory.extend_from_slice(b"PK\x01\x02\x14\x00");
        directory.extend_from_slice(&common);
        // No comment, disk 0, no attributes.
        directory.extend_from_slice(&[0; 10]);
        directory.extend_from_slice(&at.to_le_bytes());
        directory.extend_from_slice(name);
        count += 1;
    }
    let (at, length) = (size(out.len()), size(directory.len()));
    out.append(&mut directory);
    out.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    for short in [count, count] {
        out.extend_from_slice(&short.to_le_bytes());
    }
    for long in [length, at] {
        out.extend_from_slice(&long.to_le_bytes());
    }
    out.extend_from_slice(&[0, 0]);
    out
}

fn size(length: usize) -> u32 {
    u32::try_from(length).expect("inputs are small")
}

/// The parts of an archive, in order; `None` if it is none.
pub fn unzip(bytes: &[u8]) -> Option<Vec<Part>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).ok()?;
        let name = String::from_utf8_lossy(part.name_raw()).into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).ok()?;
        parts.push((name, content));
    }
    Some(parts)
}
