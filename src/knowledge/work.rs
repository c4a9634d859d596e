//! Work on many things of a base at once.

use std::num::NonZeroUsize;
use std::thread::available_parallelism;

/// As many things of a few microseconds each as pay for a second thread; a choice between what it costs to begin one
/// and the tenths of a millisecond that it saves.
pub(crate) const SMALL: usize = 500;
/// As many things of some tenths of a millisecond each: entries with all their wordings.
pub(crate) const LARGE: usize = 16;

/// What a function makes of each item, in their order; made by all cores where there are items enough.
pub(crate) fn side_by_side<T: Sync, R: Send>(
    items: &[T],
    enough: usize,
    make: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    // Counting the cores reads files of the system, which a start with a small base need not wait for.
    let cores = if items.len() < enough { Ok(NonZeroUsize::MIN) } else { available_parallelism() };
    let cores = cores.map_or(1, usize::from);
    if cores < 2 {
        return items.iter().map(make).collect();
    }
    let make = &make;
    let (own, others) = items.split_at(items.len() / cores);
    std::thread::scope(|scope| {
        let workers: Vec<_> = others
            .chunks(others.len().div_ceil(cores - 1).max(1))
            .map(|chunk| scope.spawn(move || chunk.iter().map(make).collect::<Vec<R>>()))
            .collect();
        let mut made: Vec<R> = own.iter().map(make).collect();
        // A worker that panicked makes the caller panic as it would have without threads.
        for worker in workers {
            made.extend(worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        made
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_that_of_the_items() {
        let items: Vec<usize> = (0..301).collect();
        for count in [0, 1, 2, 3, 16, 301] {
            let items = &items[..count];
            let doubled: Vec<usize> = items.iter().map(|item| item * 2).collect();
            assert_eq!(side_by_side(items, 0, |item| item * 2), doubled);
            assert_eq!(side_by_side(items, usize::MAX, |item| item * 2), doubled);
        }
    }
}
