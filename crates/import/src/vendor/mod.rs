//! What several importers of one vendor share: words of the vendor and shapes that recur. No importers here.

pub mod azure_devops;
pub mod bitbucket;
pub mod delivery;
pub mod github;
pub mod gitlab;
pub mod litellm;
pub mod python;
pub mod reference;
