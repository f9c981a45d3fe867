import { expect, test } from "vitest";
import { check, type StartForm } from "./engagement";

const good: StartForm = {
  company: "Larkspur AI", typeOne: false, from: "2026-01-01", to: "2026-06-30", zone: "Europe/Berlin",
  passphrase: "correct horse battery", again: "correct horse battery", keychain: false,
};

test("a whole form has nothing wrong", () => expect(check(good)).toEqual({}));

test.each<[string, Partial<StartForm>, (keyof StartForm)[]]>([
  ["no company", { company: "  " }, ["company"]],
  ["no first day", { from: "" }, ["from"]],
  ["a day that does not exist", { to: "2026-06-31" }, ["to"]],
  ["days the wrong way round", { from: "2026-07-01" }, ["to"]],
  ["an unknown zone", { zone: "Berlin" }, ["zone"]],
  ["a short passphrase", { passphrase: "short", again: "short" }, ["passphrase"]],
  ["two different passphrases", { again: "correct horse batterz" }, ["again"]],
  ["no protection at all", { passphrase: "", again: "" }, ["passphrase"]],
])("%s", (_, change, fields) => expect(Object.keys(check({ ...good, ...change }))).toEqual(fields));

test("one day is a window too", () => expect(check({ ...good, to: good.from })).toEqual({}));
test("type I asks for one day only", () => expect(check({ ...good, typeOne: true, to: "" })).toEqual({}));
test("the keychain alone is enough", () => expect(check({ ...good, passphrase: "", again: "", keychain: true })).toEqual({}));
test("with the keychain, a passphrase that was begun must still be whole", () => {
  expect(Object.keys(check({ ...good, passphrase: "short", again: "", keychain: true }))).toEqual(["passphrase"]);
});
