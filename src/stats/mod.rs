//! Numbers from counts: no text, no document names, no serde.
