//! What several importers of one vendor share: words of the vendor and shapes that recur. No importers here.

pub mod cloudtrail;
pub mod frame;
pub mod github;
pub mod litellm;
pub mod python;
pub mod reference;
pub mod secret;
pub mod veeam;
