//! Reliability diagram and precision-coverage curve as an SVG. The same outcomes give the same bytes.

use std::fmt::Write as _;

use super::coverage::coverage_curve;
use super::outcome::Outcome;
use super::reliability::{Bin, reliability};

/// Width of the drawing, for two panels side by side.
const WIDTH: f64 = 860.0;
/// Height of the drawing.
const HEIGHT: f64 = 470.0;
/// Side of a panel: both axes go from 0 to 1, so a panel is square and the diagonal means what it says.
const SIDE: f64 = 320.0;
/// Top of both panels, below title and legend.
const TOP: f64 = 70.0;
/// Left end of the reliability diagram.
const LEFT: f64 = 70.0;
/// Left end of the precision-coverage curve.
const RIGHT: f64 = 490.0;
/// Ticks of an axis besides 0: five steps of twenty points.
const TICKS: u8 = 5;
/// Radius of the dot of a bin with a single row.
const LEAST_RADIUS: f64 = 3.0;
/// What the dot of the fullest bin has more.
const MORE_RADIUS: f64 = 6.0;

/// Colours by class, for light and dark; both pairs keep text and lines apart from the paper by 4.5 to 1 or more, but the
/// grid, which stays in the background.
const STYLE: &str = "\
text{font-family:system-ui,-apple-system,'Segoe UI',Helvetica,Arial,sans-serif;font-size:12px;fill:#1f2328}
.title{font-size:14px;font-weight:600}
.small{font-size:11px;fill:#57606a}
.paper{fill:#ffffff}
.axis{stroke:#57606a;fill:none}
.grid{stroke:#d8dee4;fill:none}
.ideal{stroke:#57606a;stroke-dasharray:5 4;fill:none}
.one{stroke:#0550ae;fill:none;stroke-width:2}
.dot{fill:#0550ae}
.two{stroke:#953800;fill:none;stroke-width:2;stroke-dasharray:7 3}
@media (prefers-color-scheme:dark){
text{fill:#e6edf3}
.small{fill:#9da7b3}
.paper{fill:#0d1117}
.axis{stroke:#9da7b3}
.grid{stroke:#30363d}
.ideal{stroke:#9da7b3}
.one{stroke:#79c0ff}
.dot{fill:#79c0ff}
.two{stroke:#ffa657}
}";

/// Draws the diagram of these outcomes. No text from outside is in it.
pub fn diagram(outcomes: &[Outcome]) -> String {
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" role=\"img\" aria-labelledby=\"title description\">\n\
         <title id=\"title\">Reliability diagram and precision-coverage curve</title>\n\
         <desc id=\"description\">{}</desc>\n<style>\n{STYLE}\n</style>\n\
         <rect class=\"paper\" width=\"{WIDTH}\" height=\"{HEIGHT}\"/>\n",
        description(outcomes)
    );
    out.push_str(&reliability_panel(&reliability(outcomes)));
    out.push_str(&coverage_panel(outcomes));
    out.push_str("</svg>\n");
    out
}

fn description(outcomes: &[Outcome]) -> String {
    let right = outcomes.iter().filter(|one| one.right).count();
    format!(
        "{} questions, the first entry right for {right}. Left: the observed share of right first entries against the claimed probability, in ten bins. Right: precision against the share of questions taken, the most probable first.",
        outcomes.len()
    )
}

/// A square with both axes from 0 to 1.
struct Panel {
    left: f64,
}

impl Panel {
    fn x(&self, share: f64) -> f64 {
        self.left + share * SIDE
    }

    fn y(share: f64) -> f64 {
        TOP + (1.0 - share) * SIDE
    }

    /// Frame, grid, ticks in percent, the names of the axes, and the title.
    fn frame(&self, title: &str, across: &str, up: &str) -> String {
        let (left, right, top, bottom) = (self.x(0.0), self.x(1.0), Self::y(1.0), Self::y(0.0));
        let mut out = format!("<text class=\"title\" x=\"{left:.1}\" y=\"24\">{title}</text>\n");
        for tick in 0..=TICKS {
            let share = f64::from(tick) / f64::from(TICKS);
            let (x, y, percent) = (self.x(share), Self::y(share), share * 100.0);
            let _ = write!(
                out,
                "<path class=\"grid\" d=\"M{x:.1} {top:.1}V{bottom:.1}M{left:.1} {y:.1}H{right:.1}\"/>\n\
                 <text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{percent:.0}</text>\n\
                 <text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{percent:.0}</text>\n",
                bottom + 17.0,
                left - 7.0,
                y + 4.0
            );
        }
        let _ = write!(
            out,
            "<rect class=\"axis\" x=\"{left:.1}\" y=\"{top:.1}\" width=\"{SIDE}\" height=\"{SIDE}\"/>\n\
             <text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{across}</text>\n\
             <text transform=\"translate({:.1} {:.1}) rotate(-90)\" text-anchor=\"middle\">{up}</text>\n",
            self.x(0.5),
            bottom + 36.0,
            left - 40.0,
            Self::y(0.5)
        );
        out
    }
}

fn reliability_panel(bins: &[Bin]) -> String {
    let panel = Panel { left: LEFT };
    let mut out = panel.frame("Reliability", "claimed, mean of the bin (%)", "observed, right in full (%)");
    let _ = writeln!(
        out,
        "<path class=\"ideal\" d=\"M{:.1} {:.1}L{:.1} {:.1}\"/>",
        panel.x(0.0),
        Panel::y(0.0),
        panel.x(1.0),
        Panel::y(1.0)
    );
    out.push_str(&dot_legend(&panel));
    let most = bins.iter().map(|bin| bin.observed.of).max().unwrap_or(0).max(1);
    for bin in bins {
        let (x, rows) = (panel.x((bin.from + bin.to) / 2.0), bin.observed.of);
        let _ = writeln!(
            out,
            "<text class=\"small\" x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{rows}</text>",
            Panel::y(0.0) + 56.0
        );
        let (Some(claimed), Some(observed), Some(low), Some(high)) =
            (bin.claimed, bin.observed.share, bin.observed.low, bin.observed.high)
        else {
            continue;
        };
        let radius = LEAST_RADIUS + MORE_RADIUS * (rows as f64 / most as f64).sqrt();
        let _ = write!(
            out,
            "<path class=\"one\" d=\"M{0:.1} {1:.1}V{2:.1}\"/>\n<circle class=\"dot\" cx=\"{0:.1}\" cy=\"{3:.1}\" r=\"{radius:.1}\"/>\n",
            panel.x(claimed),
            Panel::y(low),
            Panel::y(high),
            Panel::y(observed)
        );
    }
    let _ = writeln!(
        out,
        "<text class=\"small\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">rows</text>",
        panel.x(0.0) - 7.0,
        Panel::y(0.0) + 56.0
    );
    out
}

fn dot_legend(panel: &Panel) -> String {
    let x = panel.x(0.0);
    format!(
        "<circle class=\"dot\" cx=\"{:.1}\" cy=\"48\" r=\"5\"/>\n\
         <text x=\"{:.1}\" y=\"52\">a bin, with its 95 % interval</text>\n\
         <path class=\"ideal\" d=\"M{:.1} 48h28\"/>\n<text x=\"{:.1}\" y=\"52\">as claimed</text>\n",
        x + 6.0,
        x + 18.0,
        x + 200.0,
        x + 234.0
    )
}

fn coverage_panel(outcomes: &[Outcome]) -> String {
    let panel = Panel { left: RIGHT };
    let mut out =
        panel.frame("Precision and coverage", "coverage, the most probable first (%)", "precision (%)");
    let x = panel.x(0.0);
    let _ = write!(
        out,
        "<path class=\"one\" d=\"M{x:.1} 48h28\"/>\n<text x=\"{:.1}\" y=\"52\">strict: in full</text>\n\
         <path class=\"two\" d=\"M{:.1} 48h28\"/>\n<text x=\"{:.1}\" y=\"52\">lenient: at least a part</text>\n",
        x + 34.0,
        x + 130.0,
        x + 164.0
    );
    let curve = coverage_curve(outcomes);
    let line = |class: &str, precision: &dyn Fn(usize) -> Option<f64>| {
        let points: Vec<String> = curve
            .iter()
            .enumerate()
            .filter_map(|(at, point)| {
                let (x, y) = (panel.x(point.coverage.share?), Panel::y(precision(at)?));
                Some(format!("{x:.1},{y:.1}"))
            })
            .collect();
        // The rows of the first point cannot be told apart, so precision is its own from the start on.
        let start: Vec<String> = (points.first().and_then(|first| first.split_once(',')))
            .map(|(_, y)| format!("{x:.1},{y}"))
            .into_iter()
            .collect();
        let points = [start, points].concat();
        format!("<polyline class=\"{class}\" points=\"{}\"/>\n", points.join(" "))
    };
    out.push_str(&line("two", &|at| curve[at].lenient.share));
    out.push_str(&line("one", &|at| curve[at].strict.share));
    out
}

#[cfg(test)]
mod tests {
    use super::super::outcome::testing::outcome;
    use super::*;

    #[test]
    fn a_bin_stands_where_claim_and_observation_say() {
        let svg = diagram(&[outcome(0.75, true), outcome(0.75, false)]);
        // 70 + .75 * 320 across, 70 + .5 * 320 down; the fullest bin has the largest dot.
        assert!(svg.contains("<circle class=\"dot\" cx=\"310.0\" cy=\"230.0\" r=\"9.0\"/>"), "{svg}");
        assert_eq!(svg.matches("<circle").count(), 2, "one in the legend, one bin");
    }

    #[test]
    fn the_curve_ends_at_the_base_rate_of_all_questions() {
        let svg = diagram(&[outcome(0.9, true), outcome(0.1, false)]);
        // Half of the questions at precision 1, then all at one half.
        assert!(
            svg.contains("<polyline class=\"one\" points=\"490.0,70.0 650.0,70.0 810.0,230.0\"/>"),
            "{svg}"
        );
    }

    #[test]
    fn the_same_outcomes_give_the_same_bytes_and_none_give_an_empty_frame() {
        let rows = [outcome(0.3, true), outcome(0.3, false), outcome(0.9, true)];
        assert_eq!(diagram(&rows), diagram(&rows));
        let empty = diagram(&[]);
        assert!(!empty.contains("NaN") && empty.ends_with("</svg>\n"), "{empty}");
    }

    #[test]
    fn every_class_has_a_colour_for_the_dark() {
        let (light, dark) = STYLE.split_once("@media").unwrap();
        for class in [".small", ".paper", ".axis", ".grid", ".ideal", ".one", ".dot", ".two"] {
            assert!(light.contains(class) && dark.contains(class), "{class}");
        }
    }
}
