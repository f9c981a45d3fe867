//! What a person does in the window and reads there. Elements are named by their `data-testid`.

use super::App;
use crate::Done;
use serde_json::{Value, json};
use std::{
    thread,
    time::{Duration, Instant},
};

/// The control key, held until the end of the keys that are sent together.
const CONTROL: char = '\u{E009}';

impl App {
    /// Waits for an element.
    pub fn see(&self, name: &str) -> Done {
        self.until(&format!("`{name}`"), |app| app.driver.element(&css(name)).map(drop))
    }

    /// Waits until an element is gone.
    pub fn gone(&self, name: &str) -> Done {
        self.until(&format!("`{name}` to go"), |app| if app.count(name)? == 0 { Ok(()) } else { Err("it is still there".into()) })
    }

    /// Waits for an element that can be clicked, and clicks it.
    pub fn click(&self, name: &str) -> Done {
        self.until(&format!("a click on `{name}`"), |app| {
            let id = app.driver.element(&css(name))?;
            if app.driver.ask(&format!("/element/{id}/enabled"))? != json!(true) {
                return Err("it is disabled".into());
            }
            app.driver.call(&format!("/element/{id}/click"), &json!({})).map(drop)
        })
    }

    /// Replaces what a field holds. On a busy machine the driver loses keys now and then; they are typed again.
    pub fn fill(&self, name: &str, text: &str) -> Done {
        self.until(&format!("`{name}` to hold {text:?}"), |app| {
            let id = app.driver.element(&css(name))?;
            let keys = |keys: &str| app.driver.call(&format!("/element/{id}/value"), &json!({ "text": keys }));
            if app.property(name, "value")? != json!("") {
                keys(&format!("{CONTROL}a"))?;
            }
            keys(text)?;
            app.settles(name, text)
        })
    }

    /// Waits a while for a field to hold a text: the driver answers before the page has taken in every key.
    fn settles(&self, name: &str, text: &str) -> Done {
        let began = Instant::now();
        loop {
            let holds = self.property(name, "value")?;
            if holds == json!(text) {
                return Ok(());
            }
            if began.elapsed() > Duration::from_secs(3) {
                return Err(format!("it holds {holds}").into());
            }
            thread::sleep(Duration::from_millis(25));
        }
    }

    /// What an element reads. The driver's own answer leaves out words that are cut off with an ellipsis.
    pub fn text(&self, name: &str) -> Done<String> {
        let read = "return document.querySelector(arguments[0])?.innerText ?? null";
        let text = self.script(read, &json!([css(name)]))?;
        text.as_str().map(str::to_owned).ok_or_else(|| format!("there is no `{name}`").into())
    }

    /// Waits until an element reads what contains `part`.
    pub fn reads(&self, name: &str, part: &str) -> Done<String> {
        self.until(&format!("`{name}` to read {part:?}"), |app| {
            let text = app.text(name)?;
            if text.contains(part) { Ok(text) } else { Err(format!("it reads {text:?}").into()) }
        })
    }

    /// Waits until an attribute of an element has a value.
    pub fn has(&self, name: &str, attribute: &str, value: &str) -> Done {
        self.until(&format!("`{name}` to have {attribute}={value}"), |app| {
            let id = app.driver.element(&css(name))?;
            let found = app.driver.ask(&format!("/element/{id}/attribute/{attribute}"))?;
            if found == json!(value) { Ok(()) } else { Err(format!("it has {found}").into()) }
        })
    }

    /// How many elements have the name.
    pub fn count(&self, name: &str) -> Done<u64> {
        let found = self.script("return document.querySelectorAll(arguments[0]).length", &json!([css(name)]))?;
        found.as_u64().ok_or_else(|| format!("counted {found}").into())
    }

    /// Goes to a page by its address, as a link would.
    pub fn go(&self, address: &str) -> Done {
        self.script("location.hash = arguments[0]", &json!([address])).map(drop)
    }

    /// Clicks the first link or button inside an element whose words contain `words`.
    pub fn follow(&self, within: &str, words: &str) -> Done {
        let script = "const all = document.querySelectorAll(`${arguments[0]} a, ${arguments[0]} button`); \
                      const found = [...all].find((one) => one.textContent.includes(arguments[1])); found?.click(); return !!found;";
        self.until(&format!("{words:?} in `{within}`"), |app| {
            let found = app.script(script, &json!([css(within), words]))?;
            if found == json!(true) { Ok(()) } else { Err(format!("it reads {:?}", app.text(within)?).into()) }
        })
    }

    /// Runs a script in the page.
    pub fn script(&self, script: &str, arguments: &Value) -> Done<Value> {
        self.driver.call("/execute/sync", &json!({ "script": script, "args": arguments }))
    }

    fn property(&self, name: &str, property: &str) -> Done<Value> {
        let id = self.driver.element(&css(name))?;
        self.driver.ask(&format!("/element/{id}/property/{property}"))
    }
}

fn css(name: &str) -> String {
    format!("[data-testid='{name}']")
}
