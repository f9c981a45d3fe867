//! A file manager's half of a drag: speaks XDND 5 to the app's own window, so that a drop goes through GTK, `WebKit` and
//! the shell exactly as a user's drop does.

use super::App;
use crate::Done;
use std::{
    os::unix::ffi::OsStrExt,
    path::Path,
    thread,
    time::{Duration, Instant},
};
use x11rb::{
    COPY_DEPTH_FROM_PARENT, COPY_FROM_PARENT, CURRENT_TIME,
    connection::Connection,
    protocol::{
        Event,
        xproto::{
            Atom, AtomEnum, ClientMessageEvent, ConnectionExt, CreateWindowAux, EventMask, MapState, PropMode,
            SELECTION_NOTIFY_EVENT, SelectionNotifyEvent, SelectionRequestEvent, Window, WindowClass,
        },
    },
    rust_connection::RustConnection,
    wrapper::ConnectionExt as _,
};

/// How long an answer of the app may take.
const ANSWER: Duration = Duration::from_secs(10);

impl App {
    /// Drags files from outside over the window and drops them in its middle.
    pub fn drop_files(&self, files: &[&Path]) -> Done {
        let source = Source::new(self.display(), files)?;
        source.hover(600, 400)?;
        source.release()?;
        // As a file manager's window does, this one stays: the next drag comes from another.
        self.sources.borrow_mut().push(source);
        Ok(())
    }
}

/// The window that the files are dragged from.
pub(super) struct Source {
    connection: RustConnection,
    own: Window,
    target: Window,
    root: Window,
    list: String,
    atoms: Atoms,
}

struct Atoms {
    selection: Atom,
    enter: Atom,
    position: Atom,
    status: Atom,
    release: Atom,
    finished: Atom,
    copy: Atom,
    uri_list: Atom,
    plain: Atom,
    targets: Atom,
}

impl Atoms {
    fn new(connection: &RustConnection) -> Done<Self> {
        let atom = |name: &str| atom(connection, name);
        Ok(Self {
            selection: atom("XdndSelection")?,
            enter: atom("XdndEnter")?,
            position: atom("XdndPosition")?,
            status: atom("XdndStatus")?,
            release: atom("XdndDrop")?,
            finished: atom("XdndFinished")?,
            copy: atom("XdndActionCopy")?,
            uri_list: atom("text/uri-list")?,
            plain: atom("text/plain")?,
            targets: atom("TARGETS")?,
        })
    }
}

impl Source {
    /// Takes the files in hand and enters the app's window.
    fn new(display: &str, files: &[&Path]) -> Done<Self> {
        let (connection, screen) = RustConnection::connect(Some(display))?;
        let root = connection.setup().roots.get(screen).ok_or("the display has no screen")?.root;
        let aware = atom(&connection, "XdndAware")?;
        let target = accepting(&connection, root, aware)?.ok_or("no window accepts drops")?;
        let own = connection.generate_id()?;
        let events = CreateWindowAux::new().event_mask(EventMask::PROPERTY_CHANGE);
        let class = WindowClass::INPUT_OUTPUT;
        connection.create_window(COPY_DEPTH_FROM_PARENT, own, root, 0, 0, 1, 1, 0, class, COPY_FROM_PARENT, &events)?;
        let atoms = Atoms::new(&connection)?;
        connection.set_selection_owner(own, atoms.selection, CURRENT_TIME)?;
        let list = files.iter().map(|file| encoded(file) + "\r\n").collect();
        let source = Self { connection, own, target, root, list, atoms };
        source.send(source.atoms.enter, [own, 5 << 24, source.atoms.uri_list, source.atoms.plain, 0])?;
        Ok(source)
    }

    /// Moves to a place in the window until the app says that it takes the files.
    fn hover(&self, x: i16, y: i16) -> Done {
        let place = self.connection.translate_coordinates(self.target, self.root, x, y)?.reply()?;
        let place = (u32::from(place.dst_x.unsigned_abs()) << 16) | u32::from(place.dst_y.unsigned_abs());
        // The first answers may come before the page has said that it takes files, so the hand keeps moving.
        let began = Instant::now();
        for step in 1_u32.. {
            self.send(self.atoms.position, [self.own, 0, place.wrapping_sub(step % 8), CURRENT_TIME, self.atoms.copy])?;
            let answer = self.answer(self.atoms.status)?.ok_or("the window does not answer the drag")?;
            if step >= 8 && answer[1] & 1 == 1 {
                return Ok(());
            }
            if began.elapsed() > ANSWER {
                break;
            }
            thread::sleep(Duration::from_millis(15));
        }
        Err("the window does not take the files".into())
    }

    /// Drops the files.
    fn release(&self) -> Done {
        self.send(self.atoms.release, [self.own, 0, CURRENT_TIME, self.atoms.copy, 0])?;
        self.answer(self.atoms.finished)?.map(drop).ok_or_else(|| "the window did not finish the drop".into())
    }

    fn send(&self, kind: Atom, data: [u32; 5]) -> Done {
        let event = ClientMessageEvent::new(32, self.target, kind, data);
        self.connection.send_event(false, self.target, EventMask::NO_EVENT, event)?;
        self.connection.flush()?;
        Ok(())
    }

    /// Hands out the list of files to whoever asks, until the app sends the message that is waited for.
    fn answer(&self, wanted: Atom) -> Done<Option<[u32; 5]>> {
        let began = Instant::now();
        while began.elapsed() < ANSWER {
            match self.connection.poll_for_event()? {
                Some(Event::SelectionRequest(request)) => self.hand_out(&request)?,
                Some(Event::ClientMessage(message)) if message.type_ == wanted => return Ok(Some(message.data.as_data32())),
                Some(_) => {}
                None => thread::sleep(Duration::from_millis(2)),
            }
        }
        Ok(None)
    }

    fn hand_out(&self, request: &SelectionRequestEvent) -> Done {
        let atoms = &self.atoms;
        let property = if request.property == 0 { request.target } else { request.property };
        let known = [atoms.targets, atoms.uri_list, atoms.plain];
        if request.target == atoms.targets {
            let kind = AtomEnum::ATOM;
            self.connection.change_property32(PropMode::REPLACE, request.requestor, property, kind, &known)?;
        } else if known.contains(&request.target) {
            let list = self.list.as_bytes();
            self.connection.change_property8(PropMode::REPLACE, request.requestor, property, request.target, list)?;
        }
        let told = SelectionNotifyEvent {
            response_type: SELECTION_NOTIFY_EVENT,
            sequence: 0,
            time: request.time,
            requestor: request.requestor,
            selection: request.selection,
            target: request.target,
            property: if known.contains(&request.target) { property } else { 0 },
        };
        self.connection.send_event(false, request.requestor, EventMask::NO_EVENT, told)?;
        self.connection.flush()?;
        Ok(())
    }
}

fn atom(connection: &RustConnection, name: &str) -> Done<Atom> {
    Ok(connection.intern_atom(false, name.as_bytes())?.reply()?.atom)
}

/// The largest visible window that says it accepts drops: tooltips and the like say so, too.
fn accepting(connection: &RustConnection, root: Window, aware: Atom) -> Done<Option<Window>> {
    let (mut open, mut found) = (vec![root], Vec::new());
    while let Some(window) = open.pop() {
        for child in connection.query_tree(window)?.reply()?.children {
            let visible = connection.get_window_attributes(child)?.reply()?.map_state == MapState::VIEWABLE;
            let says = connection.get_property(false, child, aware, AtomEnum::ANY, 0, 1)?.reply()?.value_len > 0;
            let place = connection.get_geometry(child)?.reply()?;
            if visible && says {
                found.push((u32::from(place.width) * u32::from(place.height), child));
            }
            open.push(child);
        }
    }
    Ok(found.into_iter().max().map(|(_, window)| window))
}

/// A path as an address.
fn encoded(path: &Path) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"/-_.~".contains(byte);
    path.as_os_str().as_bytes().iter().fold("file://".to_owned(), |address, byte| {
        if plain(byte) { address + char::from(*byte).encode_utf8(&mut [0; 4]) } else { format!("{address}%{byte:02X}") }
    })
}
