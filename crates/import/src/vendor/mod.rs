//! What several importers of one vendor share: words of the vendor and shapes that recur. No importers here.

pub mod aws;
pub mod azure_devops;
pub mod bitbucket;
pub mod checks;
pub mod delivery;
pub mod fivetran;
pub mod github;
pub mod github_alerts;
pub mod gitlab;
pub mod incident;
pub mod litellm;
pub mod microsoft;
pub mod okta;
pub mod people;
pub mod python;
pub mod qualys;
pub mod reference;
pub mod salesforce;
pub mod scanner;
pub mod scans;
pub mod scubagear;
pub mod servicenow;
pub mod servicenow_reference;
pub mod tenable;
