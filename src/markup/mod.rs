//! What every page of HTML that this tool makes keeps to: values are escaped, and the page's own policy allows its own
//! style and scripts, known by their hashes, and nothing else.

#[cfg(test)]
pub(crate) mod contrast;
mod policy;

use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, UndefinedBehavior};

pub(crate) use policy::policy;

/// An environment for templates: every value is escaped, a name that is not there is an error.
pub(crate) fn environment<'t>() -> Result<Environment<'t>, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    // Not by the names of the templates: none may ever be left out.
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    // Tags on lines of their own leave none behind.
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    Ok(environment)
}
