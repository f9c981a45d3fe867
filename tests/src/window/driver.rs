//! The W3C `WebDriver` protocol, as far as it is needed.

use crate::Done;
use base64::Engine;
use serde_json::{Value, json};
use std::time::Duration;

const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A session with `WebKitWebDriver`.
pub(super) struct Driver {
    base: String,
    session: String,
    http: ureq::Agent,
}

impl Driver {
    /// A driver on a local port, no session yet.
    pub(super) fn new(port: u16) -> Self {
        let config = ureq::Agent::config_builder().http_status_as_error(false).timeout_global(Some(Duration::from_mins(1)));
        Self { base: format!("http://127.0.0.1:{port}"), session: String::new(), http: config.build().into() }
    }

    /// Whether it listens.
    pub(super) fn status(&self) -> Done {
        Self::read(self.http.get(format!("{}/status", self.base)).call()).map(drop)
    }

    /// Starts the app.
    pub(super) fn open(&mut self, options: &Value) -> Done {
        let wanted = json!({ "capabilities": { "alwaysMatch": { "webkitgtk:browserOptions": options } } });
        let made = Self::read(self.http.post(format!("{}/session", self.base)).send_json(wanted))?;
        made["sessionId"].as_str().ok_or("the driver gave no session")?.clone_into(&mut self.session);
        Ok(())
    }

    /// Ends the app.
    pub(super) fn close(&mut self) {
        if !self.session.is_empty() {
            drop(self.http.delete(self.path("")).call());
            self.session.clear();
        }
    }

    /// A command with a body.
    pub(super) fn call(&self, path: &str, body: &Value) -> Done<Value> {
        Self::read(self.http.post(self.path(path)).send_json(body))
    }

    /// A question.
    pub(super) fn ask(&self, path: &str) -> Done<Value> {
        Self::read(self.http.get(self.path(path)).call())
    }

    /// The element that a selector finds first.
    pub(super) fn element(&self, css: &str) -> Done<String> {
        let found = self.call("/element", &json!({ "using": "css selector", "value": css }))?;
        found[ELEMENT].as_str().map(str::to_owned).ok_or_else(|| format!("no element for {css}").into())
    }

    /// The window's page as a PNG.
    pub(super) fn screenshot(&self) -> Done<Vec<u8>> {
        let encoded = self.ask("/screenshot")?;
        Ok(base64::engine::general_purpose::STANDARD.decode(encoded.as_str().unwrap_or_default())?)
    }

    fn path(&self, path: &str) -> String {
        format!("{}/session/{}{path}", self.base, self.session)
    }

    fn read(answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Done<Value> {
        let value: Value = answer?.body_mut().with_config().limit(64 << 20).read_json()?;
        match value["value"]["error"].as_str() {
            Some(error) => Err(format!("{error}: {}", value["value"]["message"].as_str().unwrap_or_default()).into()),
            None => Ok(value["value"].clone()),
        }
    }
}
