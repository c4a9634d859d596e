//! Relationships: which part belongs to which, by type and id instead of by name.

use super::error::WorkbookError;
use super::limits::Limits;
use super::package::{Budget, Package};
use super::xml::{Node, Walk, XmlText};

/// One arrow from a part to another, or out of the package.
#[derive(Clone, Debug)]
pub(super) struct Relationship {
    pub(super) id: String,
    /// The last word of the type URI, the same in strict and transitional files: `worksheet`.
    pub(super) kind: String,
    /// The part it leads to; `None` where it leads out of the package, which nothing here follows.
    pub(super) target: Option<String>,
}

/// The relationships of a part (`""` is the package); none if the part has no relationships part.
pub(super) fn relationships(
    package: &Package,
    part: &str,
    budget: &mut Budget,
    limits: &Limits,
) -> Result<Vec<Relationship>, WorkbookError> {
    let name = relationships_part(part);
    if !package.has(&name) {
        return Ok(Vec::new());
    }
    let xml = XmlText::decode(&name, package.read(&name, budget)?)?;
    let mut walk = Walk::new(xml.text(), &name, limits);
    let mut found = Vec::new();
    loop {
        match walk.step()? {
            Node::Open(tag) if tag.local() == "Relationship" => {
                let (mut id, mut uri, mut target, mut external) =
                    (String::new(), String::new(), String::new(), false);
                for attribute in tag.attributes() {
                    let (key, value) = attribute?;
                    match key {
                        "Id" => id = value.into_owned(),
                        "Type" => uri = value.into_owned(),
                        "Target" => target = value.into_owned(),
                        "TargetMode" => external = value.eq_ignore_ascii_case("External"),
                        _ => {}
                    }
                }
                let kind = uri.rsplit('/').next().unwrap_or_default().to_owned();
                let target = if external { None } else { resolve(package, part, &target) };
                found.push(Relationship { id, kind, target });
            }
            Node::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// Where the relationships of a part stand.
pub(super) fn relationships_part(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, file)) => format!("{folder}/_rels/{file}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

/// The part that a target names, seen from the part that bears it; `None` if it climbs out of the package.
fn resolve(package: &Package, base: &str, target: &str) -> Option<String> {
    let target = target.replace('\\', "/");
    let mut steps: Vec<&str> = Vec::new();
    let path = match target.strip_prefix('/') {
        Some(rooted) => rooted,
        None => {
            steps.extend(base.split('/'));
            steps.pop();
            &target
        }
    };
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop()?;
            }
            step => steps.push(step),
        }
    }
    let plain = steps.join("/");
    let decoded = plain.replace("%20", " ");
    Some(if !package.has(&plain) && package.has(&decoded) { decoded } else { plain })
}
