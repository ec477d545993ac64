//! How the server's work on a request goes.

use crate::{Task, TaskState};

/// ```
/// use veeam_model::{Task, xml};
///
/// let body = r#"<Task xmlns="http://www.veeam.com/ent/v1.0">
///   <TaskId>task-3</TaskId>
///   <State>Finished</State>
///   <Result Success="false"><Message>The job is running.</Message></Result>
/// </Task>"#;
/// let task: Task = xml::from_str(body)?;
/// assert!(task.is_finished());
/// assert_eq!(task.succeeded(), Some(false));
/// assert_eq!(task.message(), Some("The job is running."));
/// # Ok::<(), xml::Error>(())
/// ```
impl Task {
    /// Whether there is nothing more to wait for.
    pub fn is_finished(&self) -> bool {
        self.state == Some(TaskState::Finished)
    }

    /// Whether the server did what was asked; `None` while that is not known.
    pub fn succeeded(&self) -> Option<bool> {
        self.result.as_ref()?.success
    }

    /// What the server says about the result, for people to read.
    pub fn message(&self) -> Option<&str> {
        self.result.as_ref()?.message.as_deref()
    }
}
