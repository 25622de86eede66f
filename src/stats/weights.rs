//! The weights of all skills in all documents, most of which are zero and not stored.

/// One stored weight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry {
    /// The document, from 0.
    pub document: u32,
    /// The weight of the skill in it, above 0, at most 1.
    pub weight: f64,
}

/// A sparse matrix of documents (rows) by skills (columns), stored by column.
///
/// Invariants: at least one document; the entries of a skill go up by document, none twice; each weight is above 0 and at most 1.
/// Memory: 16 bytes for each document that mentions a skill.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    documents: u32,
    ends: Vec<usize>,
    entries: Vec<Entry>,
}

impl Weights {
    /// The matrix of one column per skill.
    ///
    /// Input: the number N of all documents, and for each skill its (document, weight) pairs, documents below N and going up, weights
    /// within 0..=1; a weight of 0 is dropped. Undefined: `None` without documents or where a column breaks these rules.
    /// Cost: one pass.
    ///
    /// ```
    /// use skillsift::stats::weights::Weights;
    /// let weights = Weights::new(3, &[vec![(0, 0.5), (2, 0.25)], vec![(1, 0.0)]]).unwrap();
    /// assert_eq!((weights.skills(), weights.documents()), (2, 3));
    /// assert_eq!((weights.document_frequency(0), weights.document_frequency(1)), (2, 0));
    /// assert!(Weights::new(1, &[vec![(1, 0.5)]]).is_none()); // there is no document 1
    /// ```
    pub fn new(documents: u32, columns: &[Vec<(u32, f64)>]) -> Option<Self> {
        let mut matrix = Self { documents, ends: Vec::with_capacity(columns.len()), entries: Vec::new() };
        for column in columns {
            let mut next = 0;
            for &(document, weight) in column {
                if document < next || document >= documents || !(0.0..=1.0).contains(&weight) {
                    return None;
                }
                next = document + 1;
                if weight > 0.0 {
                    matrix.entries.push(Entry { document, weight });
                }
            }
            matrix.ends.push(matrix.entries.len());
        }
        (documents > 0).then_some(matrix)
    }

    /// The number N of all documents, with and without mentions; at least 1.
    pub fn documents(&self) -> u32 {
        self.documents
    }

    /// The number p of skills.
    pub fn skills(&self) -> usize {
        self.ends.len()
    }

    /// The entries of a skill, by document; none for a skill that is not there. Cost: none.
    pub fn of(&self, skill: usize) -> &[Entry] {
        let start = if skill == 0 { 0 } else { self.ends.get(skill - 1).copied().unwrap_or(0) };
        self.ends.get(skill).map_or(&[], |&end| &self.entries[start..end])
    }

    /// In how many documents a skill is mentioned, 0 to N. Cost: none.
    pub fn document_frequency(&self, skill: usize) -> u32 {
        self.of(skill).len() as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_that_break_the_rules_are_refused() {
        for column in [vec![(0, 0.1), (0, 0.1)], vec![(1, 0.1), (0, 0.1)], vec![(0, -0.1)], vec![(0, 1.1)], vec![(0, f64::NAN)]] {
            assert!(Weights::new(2, std::slice::from_ref(&column)).is_none(), "{column:?}");
        }
        assert!(Weights::new(0, &[]).is_none());
    }

    #[test]
    fn a_skill_that_is_not_there_has_no_entries() {
        let weights = Weights::new(2, &[vec![(0, 0.1)]]).unwrap();
        assert_eq!(weights.of(0).len(), 1);
        assert!(weights.of(1).is_empty() && weights.of(9).is_empty());
    }
}
