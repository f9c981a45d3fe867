//! What several importers of one vendor share: words of the vendor and shapes that recur. No importers here.

pub mod github;
pub mod incident;
pub mod litellm;
pub mod python;
pub mod reference;
pub mod servicenow;
