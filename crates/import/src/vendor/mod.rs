//! What several importers of one vendor share: words of the vendor and shapes that recur. No importers here.

pub mod checks;
pub mod github;
pub mod litellm;
pub mod microsoft;
pub mod okta;
pub mod python;
pub mod qualys;
pub mod reference;
pub mod scubagear;
pub mod scans;
pub mod tenable;
