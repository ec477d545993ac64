//! The measuring loop.

use std::hint::black_box;
use std::time::Duration;

use cpu_time::ThreadTime;

use crate::content::Content;
use crate::{Error, Result};

/// One way to turn an input into something: it performs the task with it.
pub type Run = fn(&str, &mut Task<'_>) -> Result<()>;

/// What to do with a contestant.
pub enum Task<'t> {
    /// Do the work so many times and take the time. What comes of it is dropped outside the timed
    /// part if it is done once, or else within.
    Time(u32, Duration),
    /// Do the work once and say what came of it, where that can be said.
    Check(Option<Content>),
    /// Do the work once and call this as long as the outcome is alive.
    Hold(&'t mut dyn FnMut()),
}

impl Task<'_> {
    /// Performs the task with this work, whose outcome holds the content that `content` finds.
    ///
    /// # Errors
    /// When the work fails.
    pub fn perform<T, E: Into<Error>>(
        &mut self,
        work: impl Fn() -> std::result::Result<T, E>,
        content: impl Fn(&T) -> Result<Option<Content>>,
    ) -> Result<()> {
        match self {
            Task::Time(1, spent) => {
                let start = ThreadTime::now();
                let outcome = black_box(work());
                *spent = start.elapsed();
                outcome.map_err(Into::into)?;
            }
            Task::Time(times, spent) => {
                let start = ThreadTime::now();
                for _ in 0..*times {
                    black_box(work()).map_err(Into::into)?;
                }
                *spent = start.elapsed();
            }
            Task::Check(found) => *found = content(&work().map_err(Into::into)?)?,
            Task::Hold(observe) => {
                let outcome = black_box(work()).map_err(Into::into)?;
                observe();
                drop(outcome);
            }
        }
        Ok(())
    }
}

/// How long each contestant took in each round: A B C A B C and so on, so that whatever slows the
/// machine down slows all of them. One round more goes before, unmeasured. Time is that of the
/// processor in this thread, the system's work for it included: others who compute at the same
/// time do not count.
///
/// # Errors
/// When a contestant fails.
pub fn interleave(
    runs: &[Run],
    text: &str,
    times: u32,
    rounds: usize,
) -> Result<Vec<Vec<Duration>>> {
    let mut spent = vec![Vec::with_capacity(rounds); runs.len()];
    for round in 0..=rounds {
        for (run, spent) in runs.iter().zip(&mut spent) {
            let mut task = Task::Time(times, Duration::ZERO);
            run(text, &mut task)?;
            if let (Task::Time(_, duration), 1..) = (task, round) {
                spent.push(duration / times);
            }
        }
    }
    Ok(spent)
}

/// The middle one of some numbers, and the middle half of them as a part of that one.
pub fn median(mut numbers: Vec<f64>) -> (f64, f64) {
    numbers.sort_unstable_by(f64::total_cmp);
    let at = |part: usize| {
        numbers
            .get(numbers.len() * part / 4)
            .copied()
            .unwrap_or(f64::NAN)
    };
    (at(2), (at(3) - at(1)) / at(2))
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn median_and_spread() {
        assert_eq!(median(vec![9.0, 1.0, 5.0, 4.0, 6.0]), (5.0, 0.4));
    }
}
