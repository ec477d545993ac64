//! Markdown tables.

use std::fmt;

/// A table: its first columns hold words, the others numbers.
pub struct Table {
    words: usize,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with these columns, so many of them of words.
    pub fn new<S: Into<String>>(words: usize, columns: impl IntoIterator<Item = S>) -> Self {
        let mut table = Table {
            words,
            rows: Vec::new(),
        };
        table.row(columns);
        table
    }

    /// Adds a row.
    pub fn row<S: Into<String>>(&mut self, cells: impl IntoIterator<Item = S>) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }

    /// The line under the names of the columns.
    fn rule(&self, widths: &[usize], f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "|")?;
        for (column, &width) in widths.iter().enumerate() {
            match column < self.words {
                true => write!(f, " {:-<width$} |", "")?,
                false => write!(f, " {:->width$} |", ":")?,
            }
        }
        writeln!(f)
    }

    fn widths(&self) -> Vec<usize> {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let width = |column: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(column));
            cells
                .map(|cell: &String| cell.chars().count())
                .max()
                .unwrap_or(0)
                .max(3)
        };
        (0..columns).map(width).collect()
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let widths = self.widths();
        for (number, row) in self.rows.iter().enumerate() {
            write!(f, "|")?;
            for (column, (cell, &width)) in row.iter().zip(&widths).enumerate() {
                match column < self.words {
                    true => write!(f, " {cell:width$} |")?,
                    false => write!(f, " {cell:>width$} |")?,
                }
            }
            writeln!(f)?;
            if number == 0 {
                self.rule(&widths, f)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn words_left_and_numbers_right() {
        let mut table = Table::new(1, ["what", "MB/s"]);
        table.row(["a", "1"]);
        let expected = "| what | MB/s |\n| ---- | ---: |\n| a    |    1 |\n";
        assert_eq!(table.to_string(), expected);
    }
}
