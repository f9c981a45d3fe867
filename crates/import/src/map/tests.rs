//! Guesses on invented headers.
