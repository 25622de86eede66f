//! What the models give a type wherever it stands, worked out once.

use super::feature::{Role, Standing, for_each_phrase_feature};
use super::model::{MentionModel, Models};
use super::precedent::{Verdicts, hash_of_tail};
use super::profile::Profile;

/// What the models give a type.
#[derive(Clone, Copy, Default)]
pub(super) struct Shares {
    /// As a phrase of its own.
    pub(super) alone: i32,
    /// In each [`Role`].
    pub(super) roles: [i32; Role::ALL.len()],
    /// To the company of its sentence.
    pub(super) company: i8,
    /// How readers judged terms that end in its stem.
    pub(super) as_tail: Verdicts,
}

impl Shares {
    /// Of a type of this profile.
    pub(super) fn of(models: &Models, profile: &Profile) -> Shares {
        let mut sum = models.mention.sum();
        for_each_phrase_feature(1, |_| profile, |f| sum.add(f));
        Shares {
            alone: sum.part(),
            roles: roles(&models.mention, Some(profile)),
            company: models.company.weight(profile.word),
            as_tail: models.precedents.verdicts(hash_of_tail(profile.stem)),
        }
    }

    /// Of the edge of a sentence.
    pub(super) fn of_edge(models: &Models) -> Shares {
        Shares { roles: roles(&models.mention, None), ..Shares::default() }
    }
}

/// What the model gives a type of this profile in each role.
fn roles(model: &MentionModel, profile: Option<&Profile>) -> [i32; Role::ALL.len()] {
    Role::ALL.map(|role| {
        let mut sum = model.sum();
        role.for_each_feature(profile, |f| sum.add(f));
        sum.part()
    })
}

/// What the model gives each kind of standing.
pub(super) fn standings(model: &MentionModel) -> Vec<i32> {
    let of = |kind| {
        let mut sum = model.sum();
        Standing::of_kind(kind).for_each_feature(|f| sum.add(f));
        sum.part()
    };
    (0..Standing::KINDS).map(of).collect()
}
