//! Lessons that speak of one question: the same lesson twice is one, and of two that contradict each other neither is learned.

use super::lesson::{Lesson, Place, Planned, Refusal};

/// What becomes of a lesson beside an earlier one.
enum Beside {
    /// They have nothing to do with each other.
    Apart,
    /// It is the same lesson.
    Same,
    /// Neither is learned.
    Neither,
    /// The earlier one counts.
    Earlier,
    /// The later one counts.
    Later,
}

/// The lessons that are left, in their order, and the rows of those that are not.
pub(super) fn agree(lessons: Vec<Planned>) -> (Vec<Planned>, Vec<(Place, Refusal)>) {
    let mut kept: Vec<Planned> = Vec::new();
    // Each lesson that is out, with the lesson that it gave way to.
    let mut out = vec![None; lessons.len()];
    for (later, lesson) in lessons.iter().enumerate() {
        for (earlier, other) in lessons.iter().enumerate().take(later) {
            match beside(other, lesson) {
                Beside::Neither => {
                    out[earlier] = out[earlier].or(Some(later));
                    out[later] = out[later].or(Some(earlier));
                }
                Beside::Earlier => out[later] = out[later].or(Some(earlier)),
                Beside::Later => out[earlier] = out[earlier].or(Some(later)),
                Beside::Apart | Beside::Same => {}
            }
        }
    }
    let places: Vec<Place> = lessons.iter().filter_map(|lesson| lesson.places.first().cloned()).collect();
    let mut refused = Vec::new();
    for (at, lesson) in lessons.into_iter().enumerate() {
        if let Some(other) = out[at] {
            let (other, own) = (&places[other], &places[at]);
            let why = format!("{} {} rules otherwise on this question", other.file, other.row);
            refused.push((own.clone(), Refusal::new("disagreement", why)));
            continue;
        }
        match kept.iter_mut().find(|other| matches!(beside(other, &lesson), Beside::Same)) {
            Some(first) => first.places.extend(lesson.places),
            None => kept.push(lesson),
        }
    }
    (kept, refused)
}

fn beside(earlier: &Planned, later: &Planned) -> Beside {
    match (&earlier.lesson, &later.lesson) {
        // An answer belongs to an entry and not to a question.
        (Lesson::Answer { file, text, .. }, Lesson::Answer { file: other, text: changed, .. }) => {
            match (file == other, text == changed) {
                (false, _) => Beside::Apart,
                (true, true) => Beside::Same,
                (true, false) => Beside::Earlier,
            }
        }
        (Lesson::Answer { .. }, _) | (_, Lesson::Answer { .. }) => Beside::Apart,
        _ if !earlier.meets(later) => Beside::Apart,
        (Lesson::Wording { entry, verdict, .. }, Lesson::Wording { entry: other, verdict: changed, .. })
            if entry == other && verdict == changed =>
        {
            Beside::Same
        }
        (Lesson::Wording { .. }, Lesson::Wording { .. }) => Beside::Neither,
        (Lesson::NotFor { entry, .. }, Lesson::NotFor { entry: other, .. }) => {
            if entry == other {
                Beside::Same
            } else {
                Beside::Apart
            }
        }
        (Lesson::Wording { entry, .. }, Lesson::NotFor { entry: other, .. })
        | (Lesson::NotFor { entry, .. }, Lesson::Wording { entry: other, .. }) => {
            if entry == other {
                Beside::Neither
            } else {
                Beside::Apart
            }
        }
        (Lesson::Draft(draft), Lesson::Draft(other)) => {
            if draft.text == other.text && draft.verdict == other.verdict {
                Beside::Same
            } else {
                Beside::Earlier
            }
        }
        // What an approved entry settles needs no draft.
        (Lesson::Wording { .. }, Lesson::Draft(_)) => Beside::Earlier,
        (Lesson::Draft(_), Lesson::Wording { .. }) => Beside::Later,
        (Lesson::NotFor { .. }, Lesson::Draft(_)) | (Lesson::Draft(_), Lesson::NotFor { .. }) => {
            Beside::Apart
        }
    }
}
