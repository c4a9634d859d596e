//! Lists the files of `knowledge/` for the sample base that the binary carries.

#![expect(clippy::disallowed_methods, reason = "a build script reads and writes files")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

fn main() -> std::io::Result<()> {
    println!("cargo:rerun-if-changed=knowledge");
    let mut files = Vec::new();
    collect(Path::new("knowledge"), &mut files)?;
    files.sort();
    let out = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default()).join("sample.rs");
    let mut list = fs::File::create(out)?;
    writeln!(list, "&[")?;
    for file in files {
        let inside = file.strip_prefix("knowledge").unwrap_or(&file).display().to_string();
        writeln!(
            list,
            "    ({inside:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/knowledge/\", {inside:?}))),"
        )?;
    }
    writeln!(list, "]")
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for item in fs::read_dir(folder)? {
        let path = item?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|e| e == "md")
            && path.file_name().is_some_and(|n| n != "README.md")
        {
            files.push(path);
        }
    }
    Ok(())
}
