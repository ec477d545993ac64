//! How fast each contestant reads each input, and writes one.

use std::fmt::Write;
use std::time::Duration;

use crate::content::Content;
use crate::measure::{Run, Task, interleave, median};
use crate::peers::{self, Contestant};
use crate::table::Table;
use crate::{Error, Result, inputs};

/// How much to measure.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    /// How many bytes the large inputs have.
    pub bytes: usize,
    /// How often each contestant takes its turn.
    pub rounds: usize,
}

/// One thing to be fast at.
struct Discipline {
    title: &'static str,
    text: String,
    /// How often the work is done in one turn.
    times: u32,
    run: fn(&Contestant) -> Option<Run>,
}

/// What a contestant did in a discipline.
struct Mark {
    contestant: &'static str,
    megabytes_per_second: f64,
    /// How much of it the middle half of the rounds spans.
    spread: f64,
    spent: Vec<Duration>,
}

/// Something to reach: that one contestant is so many times as fast as another.
struct Goal {
    discipline: usize,
    who: &'static Contestant,
    than: &'static Contestant,
    times: f64,
}

const READ_SESSION: usize = 0;
const READ_SESSIONS: usize = 1;
const READ_REFERENCES: usize = 2;
const WRITE_SESSIONS: usize = 3;

const GOALS: &[Goal] = &[
    goal(READ_SESSION, peers::OURS, peers::BASE, 5.0),
    goal(READ_SESSION, peers::OURS, peers::FASTEST, 3.0),
    goal(READ_SESSIONS, peers::OURS, peers::BASE, 6.0),
    goal(READ_SESSIONS, peers::OURS, peers::FASTEST, 3.5),
    goal(READ_REFERENCES, peers::OURS, peers::BASE, 5.0),
    goal(READ_REFERENCES, peers::OURS, peers::FASTEST, 3.0),
    goal(WRITE_SESSIONS, peers::OURS, peers::BASE, 5.0),
    goal(READ_SESSIONS, peers::BORROWED, peers::TOKENS, 0.8),
];

const fn goal(
    discipline: usize,
    who: &'static Contestant,
    than: &'static Contestant,
    times: f64,
) -> Goal {
    Goal {
        discipline,
        who,
        than,
        times,
    }
}

/// In the order of their numbers.
fn disciplines(bytes: usize) -> Result<[Discipline; 4]> {
    let sessions = inputs::sessions(bytes)?;
    Ok([
        Discipline {
            title: "(a) read one session",
            text: inputs::SESSION.to_owned(),
            times: 500,
            run: |contestant| Some(contestant.session),
        },
        Discipline {
            title: "(b) read sessions",
            text: sessions.clone(),
            times: 1,
            run: |contestant| Some(contestant.sessions),
        },
        Discipline {
            title: "(c) read references",
            text: inputs::references(bytes)?,
            times: 1,
            run: |contestant| Some(contestant.references),
        },
        Discipline {
            title: "write (b)",
            text: sessions,
            times: 1,
            run: |contestant| contestant.write,
        },
    ])
}

/// Races all contestants and tells it in Markdown.
///
/// # Errors
/// When a contestant fails, or does not see what the others see.
pub fn race(effort: Effort) -> Result<String> {
    let disciplines = disciplines(effort.bytes)?;
    let mut marks = Vec::new();
    for discipline in &disciplines {
        marks.push(measure(discipline, effort.rounds)?);
    }
    let mut report = String::new();
    let titles = disciplines.iter().map(|discipline| discipline.title);
    writeln!(report, "{}", speeds(titles, &marks))?;
    writeln!(
        report,
        "MB/s of the input, and how many times as fast as {}: medians of {} rounds.\n",
        peers::BASE.name,
        effort.rounds,
    )?;
    let spreads = marks.iter().flatten().map(|mark| mark.spread).collect();
    writeln!(
        report,
        "The middle half of the rounds spans {:.0} % of the median, in the middle cell.\n",
        median(spreads).0 * 100.0
    )?;
    writeln!(report, "{}", goals(&disciplines, &marks))?;
    Ok(report)
}

fn measure(discipline: &Discipline, rounds: usize) -> Result<Vec<Mark>> {
    let taking_part = peers::ALL
        .iter()
        .filter_map(|contestant| Some((contestant.name, (discipline.run)(contestant)?)));
    let (names, runs): (Vec<_>, Vec<_>) = taking_part.unzip();
    let expected = Content::of(&discipline.text)?;
    for (name, run) in names.iter().zip(&runs) {
        check(*run, &discipline.text, expected)
            .map_err(|error| format!("{}: {name}: {error}", discipline.title))?;
    }
    let spent = interleave(&runs, &discipline.text, discipline.times, rounds)?;
    let marks = names.into_iter().zip(spent).map(|(contestant, spent)| {
        let bytes = discipline.text.len() as f64;
        let (seconds, spread) = median(spent.iter().map(Duration::as_secs_f64).collect());
        Mark {
            contestant,
            megabytes_per_second: bytes / seconds / 1e6,
            spread,
            spent,
        }
    });
    Ok(marks.collect())
}

fn check(run: Run, text: &str, expected: Content) -> Result<()> {
    let mut task = Task::Check(None);
    run(text, &mut task)?;
    match task {
        Task::Check(Some(found)) if !found.agrees_with(expected) => Err(Error::from(format!(
            "saw {found:?} where there is {expected:?}"
        ))),
        _ => Ok(()),
    }
}

fn speeds(titles: impl Iterator<Item = &'static str>, marks: &[Vec<Mark>]) -> Table {
    let columns = titles.flat_map(|title| [title, "×"]);
    let mut table = Table::new(1, [""].into_iter().chain(columns));
    for contestant in peers::ALL {
        let mut row = vec![contestant.name.to_owned()];
        for marks in marks {
            match find(marks, contestant) {
                Some(mark) => {
                    row.push(format!("{:.0}", mark.megabytes_per_second));
                    row.push(format!("{:.2}", ratio(marks, contestant, peers::BASE)));
                }
                None => row.extend(["–".to_owned(), "–".to_owned()]),
            }
        }
        table.row(row);
    }
    table
}

fn goals(disciplines: &[Discipline], marks: &[Vec<Mark>]) -> Table {
    let mut table = Table::new(1, ["goal", "at least", "measured"]);
    for goal in GOALS {
        let discipline = disciplines
            .get(goal.discipline)
            .map_or("?", |discipline| discipline.title);
        let marks = marks.get(goal.discipline).map_or(&[][..], |marks| marks);
        table.row([
            format!("{discipline}: {} to {}", goal.who.name, goal.than.name),
            format!("{:.1}", goal.times),
            format!("{:.2}", ratio(marks, goal.who, goal.than)),
        ]);
    }
    table
}

fn find<'m>(marks: &'m [Mark], contestant: &Contestant) -> Option<&'m Mark> {
    marks.iter().find(|mark| mark.contestant == contestant.name)
}

/// How many times as fast one was as another: the median over the rounds, in each of which both
/// met the same weather.
fn ratio(marks: &[Mark], who: &Contestant, than: &Contestant) -> f64 {
    let (Some(who), Some(than)) = (find(marks, who), find(marks, than)) else {
        return f64::NAN;
    };
    let ratios = than.spent.iter().zip(&who.spent);
    median(
        ratios
            .map(|(than, who)| than.as_secs_f64() / who.as_secs_f64())
            .collect(),
    )
    .0
}
