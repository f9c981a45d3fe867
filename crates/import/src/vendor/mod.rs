//! What several importers of one vendor share: words of the vendor and shapes that recur. No importers here.

pub mod calls;
pub mod export;
pub mod genai;
pub mod github;
pub mod langfuse;
pub mod litellm;
pub mod python;
pub mod reference;
pub mod registry;
