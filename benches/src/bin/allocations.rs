//! What reading allocates. It is a program of its own, because counting takes time and an
//! allocator is a whole program's.

use std::process::ExitCode;

use dhat::{HeapStats, Profiler};
use veeam_model_benches::measure::{Run, Task};
use veeam_model_benches::peers::{self, Contestant};
use veeam_model_benches::table::Table;
use veeam_model_benches::{Error, Result, inputs};

#[global_allocator]
static ALLOCATOR: dhat::Alloc = dhat::Alloc;

fn main() -> ExitCode {
    match report() {
        Ok(report) => {
            print!("{report}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn report() -> Result<String> {
    let sessions = inputs::sessions(10_000_000)?;
    let count = sessions.matches("<RestoreSession ").count();
    let columns = [
        "",
        "(a) allocations",
        "(b) allocations per session",
        "(b) result in MB",
        "(b) peak beyond the result in MB",
        "(b) peak in inputs",
    ];
    let mut table = Table::new(1, columns);
    for contestant in peers::OWNED {
        table.row(row(contestant, &sessions, count)?);
    }
    Ok(format!(
        "{table}\nAllocations include those that change the size of one. The peak is that of the \
         heap, without the input; (b) has {:.1} MB and {count} sessions.\n",
        megabytes(sessions.len())
    ))
}

fn row(contestant: &Contestant, sessions: &str, count: usize) -> Result<[String; 6]> {
    let one = stats(contestant.session, inputs::SESSION)?;
    let many = stats(contestant.sessions, sessions)?;
    Ok([
        contestant.name.to_owned(),
        one.total_blocks.to_string(),
        format!("{:.1}", many.total_blocks as f64 / count as f64),
        format!("{:.1}", megabytes(many.curr_bytes)),
        format!("{:.3}", megabytes(many.max_bytes - many.curr_bytes)),
        format!("{:.2}", many.max_bytes as f64 / sessions.len() as f64),
    ])
}

/// The state of the heap while the outcome is alive.
fn stats(run: Run, text: &str) -> Result<HeapStats> {
    let profiler = Profiler::builder()
        .testing()
        .trim_backtraces(Some(4))
        .build();
    let mut stats = None;
    run(
        text,
        &mut Task::Hold(&mut || stats = Some(HeapStats::get())),
    )?;
    drop(profiler);
    stats.ok_or_else(|| Error::from("the contestant made nothing"))
}

fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}
