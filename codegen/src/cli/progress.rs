//! What a run does at a time, on a terminal.

use std::time::Duration;

use indicatif::ProgressBar;
use veeam_model_codegen::pipeline::{Inputs, Output, run_in_stages};

/// Reads the inputs and generates. What it does is shown while it lasts, unless the standard error
/// is no terminal.
pub(crate) fn run_with_progress(inputs: &Inputs) -> Output {
    let spinner = ProgressBar::new_spinner();
    spinner.enable_steady_tick(Duration::from_millis(100));
    let output = run_in_stages(inputs, &mut |stage| spinner.set_message(stage.to_string()));
    spinner.finish_and_clear();
    output
}
