// Keys and copying, for who has a script; all can be done without.
"use strict";
(() => {
  const all = (what) => [...document.querySelectorAll(what)];
  const told = document.getElementById("told");
  const pieces = all(".piece, .hit, .task");
  const done = document.getElementById("done");
  if (done) done.focus(); // for browsers in which only fields take the focus by themselves
  let at = pieces.findIndex((one) => one.id && "#" + one.id === location.hash);

  const go = (to) => {
    if (to < 0 || to >= pieces.length) return;
    if (pieces[at]) pieces[at].classList.remove("current");
    at = to;
    const one = pieces[at];
    one.classList.add("current");
    one.tabIndex = -1;
    one.focus({ preventScroll: true });
    one.scrollIntoView({ block: "center" });
  };
  const next = (fits) => pieces.findIndex((one, i) => i > at && fits(one));
  const inPlace = (what) => pieces[at] && pieces[at].querySelector(what);
  const follow = (link) => link && (location.href = link.href);
  const typing = (target) => target.closest("input, textarea, select, [contenteditable]");

  // Keys of one letter can be shut off: who dictates, or holds a key by mistake, would decide without wanting to.
  const toggle = document.getElementById("keys");
  const off = () => localStorage.getItem("keys") === "off";
  const tell = () => toggle && toggle.setAttribute("aria-pressed", String(!off()));
  if (toggle) toggle.addEventListener("click", () => { localStorage.setItem("keys", off() ? "on" : "off"); tell(); });
  tell();

  const keys = {
    j: () => go(at + 1),
    k: () => go(at - 1),
    n: () => {
      const doubt = next((one) => one.matches(".doubt, .ambiguous") || one.querySelector(".inside.doubt"));
      if (doubt < 0) told.textContent = told.dataset.none;
      else go(doubt);
    },
    w: () => {
      const why = inPlace("details.why") || document.querySelector("details.why");
      if (why) why.open = !why.open;
    },
    o: () => {
      const rival = inPlace(".rival");
      if (rival) { rival.classList.toggle("shown"); told.textContent = rival.textContent; }
    },
    // What is in doubt may be a quotation in a paragraph that is not.
    Enter: () => follow(pieces[at] && !pieces[at].matches(".doubt") && inPlace(".inside.doubt a.open") || inPlace("a.decide") || inPlace("a.statement") || inPlace("a")),
    "/": () => { const field = document.querySelector("input[type=search]"); if (field) field.focus(); else location.href = "/search"; },
  };

  document.addEventListener("keydown", (event) => {
    if (off() || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "Enter" && event.target.closest("a, button, summary")) return;
    const button = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (button && !button.disabled) { event.preventDefault(); button.click(); return; }
    if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
  });

  for (const one of all("button.copy")) {
    one.hidden = false;
    one.addEventListener("click", async () => {
      const field = document.getElementById(one.dataset.copy);
      try { await navigator.clipboard.writeText(field.value); } catch { field.select(); document.execCommand("copy"); }
      told.textContent = told.dataset.copied;
    });
  }
  for (const one of all(".keys")) one.hidden = false;
  const drop = document.querySelector("[data-drop]");
  if (drop) {
    const field = drop.querySelector("input[type=file]");
    for (const kind of ["dragover", "drop"]) drop.addEventListener(kind, (event) => event.preventDefault());
    drop.addEventListener("drop", (event) => { field.files = event.dataTransfer.files; drop.classList.add("filled"); });
  }
})();
