// happy-dom lacks what the window has and some components ask for.
if (!("animate" in Element.prototype)) {
  Object.defineProperty(Element.prototype, "animate", {
    value: () => ({ cancel() {}, finished: Promise.resolve(), onfinish: null }),
  });
}
