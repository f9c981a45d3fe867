//! Shared readers. The limits on size and depth live here.
