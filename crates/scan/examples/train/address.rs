//! Postal addresses in the forms of several countries.

use crate::generate::Maker;

impl Maker<'_> {
    pub(super) fn street(&mut self, language: usize) -> String {
        let (_, given, family) = self.people();
        let number = self.number(3);
        let core = if self.rng.chance(50) { self.own("core") } else { family.clone() };
        let flat = ["", "", "", ", 2B", " bis", " A", ", 3"][self.rng.below(7)];
        match language {
            0 => {
                let prefix = ["", "", "", "N ", "West ", "E. "][self.rng.below(6)];
                format!("{} {prefix}{core} {}", self.number(5), self.own("suffix"))
            }
            1 => {
                let prefix =
                    ["Calle ", "Calle de ", "C/ ", "Av. ", "Avenida de ", "Plaza ", "Paseo de ", "Rúa ", "Carrer de ", "Camino "]
                        [self.rng.below(10)];
                let tail = ["", ", 2A", ", 3 B", ", 1º Izq", " bajo"][self.rng.below(5)];
                format!("{prefix}{family}{}{number}{tail}", [" ", ", ", " nº "][self.rng.below(3)])
            }
            2 => format!(
                "{number}{flat}, {} {}{family}",
                ["rue", "avenue", "boulevard", "place", "Rue", "chemin", "impasse"][self.rng.below(7)],
                ["de ", "du ", "des ", "", "", "de la "][self.rng.below(6)]
            )
            .replace(", ,", ","),
            3 => {
                let tail = ["straße", "strasse", "str.", "weg", "platz", "gasse", "allee", "-Straße", "ring", "damm"]
                    [self.rng.below(10)];
                format!("{family}{tail} {number}{}", ["", "", "a", " b"][self.rng.below(4)])
            }
            4 => format!(
                "{} {}{family}{}{number}",
                ["Via", "Viale", "Piazza", "Corso", "Via dei", "Largo"][self.rng.below(6)],
                ["", "", "San ", "della "][self.rng.below(4)],
                [", ", " ", " n. "][self.rng.below(3)]
            ),
            5 => format!(
                "{} {given} {family}, {number}",
                ["Rua", "Avenida", "Travessa", "Av.", "R.", "Alameda", "Praça"][self.rng.below(7)]
            ),
            6 => {
                let tail = [
                    "laan", "straat", "weg", "gracht", "plein", "dreef", "kade", "gatan", "vägen", "vej", "gade", "veien",
                    "gata", "katu", "tie", "utca",
                ][self.rng.below(16)];
                let space = if tail == "utca" { " " } else { "" };
                format!("{family}{space}{tail} {number}{}", ["", "", "A", "-II"][self.rng.below(4)])
            }
            7 => format!(
                "{} {family}a {number}{}",
                ["ul.", "ulica", "al.", "Ul.", "os.", "ulice", "Trg"][self.rng.below(7)],
                ["", "/4", " m. 3"][self.rng.below(3)]
            ),
            _ => format!(
                "{}, {family} {}, {} {}",
                self.number(3),
                ["Nagar", "Colony", "Road", "Marg", "Street", "Layout"][self.rng.below(6)],
                ["Sector", "Phase", "Block", "Ward"][self.rng.below(4)],
                self.number(2)
            ),
        }
    }

    pub(super) fn unit(&mut self) -> String {
        let unit = self.own("unit");
        let number = self.number(3);
        if unit == "#" { format!("#{number}") } else { format!("{unit} {number}{}", ["", "", "B"][self.rng.below(3)]) }
    }

    pub(super) fn zip(&mut self) -> String {
        let form = [
            "#####",
            "#####",
            "#####",
            "#####-####",
            "^^# #^^",
            "^^## #^^",
            "^# #^^",
            "#### ^^",
            "##-###",
            "####",
            "#####-###",
            "######",
            "^#^ #^#",
            "### ##",
        ][self.rng.below(14)];
        self.code(form)
    }

    /// An address of several parts, with what stands between them.
    pub(super) fn address(&mut self, between: &str) -> String {
        let language = if self.rng.chance(45) { 0 } else { self.rng.below(9) };
        let street = self.street(language);
        let city = self.city();
        let st = self.state();
        let mut parts = vec![street];
        if language == 0 && self.rng.chance(35) {
            parts.push(self.unit());
        }
        match language {
            0 => match self.rng.below(4) {
                0 => parts.extend([city, self.code("^^## #^^")]),
                1 => parts.push(format!("{city} {st} {}", self.code("#####"))),
                2 => parts.push(format!("{city}, {st} {}", self.code("#####"))),
                _ => parts.extend([city, format!("{st} {}", self.code("#####-####"))]),
            },
            1..=4 => parts.push(format!("{} {city}", self.code("#####"))),
            5 => parts.extend([format!("{city} - {st}"), self.code("#####-###")]),
            6 => parts.push(format!("{} {city}", self.code("#### ^^"))),
            7 => parts.push(format!("{} {city}", self.code("##-###"))),
            _ => parts.push(format!("{city} {}", self.code("######"))),
        }
        if self.rng.chance(25) {
            parts.push(self.rng.one(&self.lists.countries).clone());
        }
        if self.rng.chance(5) {
            parts = vec![format!("PO Box {}", self.number(4)), format!("{} {}", self.city(), self.code("#####"))];
        } else if self.rng.chance(3) {
            parts = vec![self.code("Unit #### Box ####"), self.code("APO AE #####")];
        }
        parts.join(between)
    }

    pub(super) fn city(&mut self) -> String {
        self.rng.one(&self.lists.cities).clone()
    }

    pub(super) fn state(&mut self) -> String {
        (*self.rng.one(&[
            "AL", "AK", "AZ", "CA", "CO", "CT", "DC", "FL", "GA", "HI", "IA", "ID", "IL", "IN", "KS", "KY", "LA", "MA", "MD",
            "ME", "MI", "MN", "MO", "MS", "MT", "NC", "NE", "NH", "NJ", "NM", "NV", "NY", "OH", "OK", "OR", "PA", "RI", "SC",
            "TN", "TX", "UT", "VA", "VT", "WA", "WI", "WV", "NSW", "ON", "QC", "BC", "SP", "RJ",
        ]))
        .to_owned()
    }
}
