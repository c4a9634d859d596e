//! Work on many things of a base at once.

use std::num::NonZeroUsize;
use std::thread::available_parallelism;

/// Things below which a second thread costs more than it saves.
const WORTH_A_THREAD: usize = 500;

/// What a function makes of each item, in their order, made by all cores.
pub(crate) fn side_by_side<T: Sync, R: Send>(items: &[T], make: impl Fn(&T) -> R + Sync) -> Vec<R> {
    // Counting the cores reads files of the system, which a start with a small base need not wait for.
    let cores = if items.len() < WORTH_A_THREAD { Ok(NonZeroUsize::MIN) } else { available_parallelism() };
    let cores = cores.map_or(1, usize::from);
    if cores < 2 {
        return items.iter().map(make).collect();
    }
    let make = &make;
    std::thread::scope(|scope| {
        let workers: Vec<_> = items
            .chunks(items.len().div_ceil(cores))
            .map(|chunk| scope.spawn(move || chunk.iter().map(make).collect::<Vec<R>>()))
            .collect();
        // A worker that panicked makes the caller panic as it would have without threads.
        workers
            .into_iter()
            .flat_map(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_that_of_the_items() {
        let items: Vec<usize> = (0..3 * WORTH_A_THREAD).collect();
        assert_eq!(side_by_side(&items, |item| item * 2), items.iter().map(|i| i * 2).collect::<Vec<_>>());
    }
}
