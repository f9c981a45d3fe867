//! What several importers of one vendor share: words of the vendor and shapes that recur. No importers here.

pub mod aws;
pub mod fivetran;
pub mod github;
pub mod litellm;
pub mod people;
pub mod python;
pub mod reference;
pub mod salesforce;
pub mod servicenow_reference;
