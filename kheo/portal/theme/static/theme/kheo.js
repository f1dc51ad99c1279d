// What makes a page easier where JavaScript runs; every page works without it.
"use strict";

const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const isTyping = (element) => element.closest("input, textarea, select, [contenteditable]");

// Forms keep what was typed until the page that thanks for it (data-kh-sent) or the tab is closed.
const keepKey = (form) => `kheo:${form.dataset.khKeep || location.pathname}`;
const kept = (form) => all("input, textarea, select", form).filter((field) => field.name && !/^(password|hidden|file|submit|button)$/.test(field.type));

function keep(form) {
  const values = kept(form).map((field) => [field.name, field.value, /checkbox|radio/.test(field.type) ? field.checked : null]);
  try { sessionStorage.setItem(keepKey(form), JSON.stringify(values)); } catch { /* storage is full or forbidden: the form still works */ }
}

function takeBack(form) {
  let values = null;
  try { values = JSON.parse(sessionStorage.getItem(keepKey(form))); } catch { return; }
  const empty = kept(form).every((field) => field.type === "radio" || field.type === "checkbox" || field.tagName === "SELECT" || !field.value);
  if (!values || !empty || form.querySelector(".kh-has-error")) return;
  const waiting = kept(form);
  let isRestored = false;
  for (const [name, value, checked] of values) {
    const at = waiting.findIndex((field) => field.name === name && (checked === null || field.value === value));
    if (at < 0) continue;
    const [field] = waiting.splice(at, 1);
    if (checked === null) { isRestored ||= Boolean(value) && field.tagName !== "SELECT"; field.value = value; } else field.checked = checked;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  if (!isRestored) return;
  const note = document.createElement("p");
  note.className = "kh-kept";
  note.setAttribute("role", "status");
  note.textContent = document.body.dataset.khKept;
  form.prepend(note);
}

// A form is sent once, however often the button is pressed.
function sendOnce(event) {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  // A preview opens elsewhere; this page stays to be sent.
  if (event.submitter?.formTarget) return;
  if (form.dataset.khSending) { event.preventDefault(); return; }
  form.dataset.khSending = "yes";
  const button = event.submitter;
  if (button) { button.classList.add("kh-busy"); button.setAttribute("aria-disabled", "true"); }
}
function readyAgain() {
  for (const form of all("form[data-kh-sending]")) delete form.dataset.khSending;
  for (const button of all(".kh-busy")) { button.classList.remove("kh-busy"); button.removeAttribute("aria-disabled"); }
}

// How many letters are left.
function countLetters(area) {
  const longest = Number(area.dataset.khCount);
  const line = document.createElement("span");
  line.className = "kh-count";
  const say = () => {
    const used = [...area.value].length;
    line.textContent = `${used.toLocaleString(document.documentElement.lang)} / ${longest.toLocaleString(document.documentElement.lang)}`;
    line.toggleAttribute("data-kh-over", used > longest);
  };
  area.after(line);
  area.addEventListener("input", say);
  say();
}

// The chosen files by name, photos in small.
function showFiles(box) {
  const input = box.querySelector("input[type=file]");
  const list = document.createElement("ul");
  box.append(list);
  input.addEventListener("change", () => {
    list.replaceChildren(...[...input.files].map((file) => {
      const item = document.createElement("li");
      if (file.type.startsWith("image/") && file.size < 20_000_000) {
        const reader = new FileReader();
        const picture = new Image();
        picture.alt = "";
        reader.onload = () => { picture.src = reader.result; };
        reader.readAsDataURL(file);
        item.append(picture);
      }
      item.append(`${file.name} (${(file.size / 1048576).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} MB)`);
      return item;
    }));
  });
}

// "Where I stand": <button data-kh-locate data-kh-lat="#id" data-kh-lon="#id" data-kh-say="#id" data-kh-wait data-kh-found data-kh-refused>.
function locate(button) {
  if (!navigator.geolocation) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    const say = (text) => { const place = document.querySelector(button.dataset.khSay); if (place) place.textContent = text || ""; };
    const put = (selector, value) => {
      const field = document.querySelector(selector);
      if (!field) return;
      field.value = value.toFixed(6);
      field.dispatchEvent(new Event("change", { bubbles: true }));
    };
    say(button.dataset.khWait);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => { put(button.dataset.khLat, coords.latitude); put(button.dataset.khLon, coords.longitude); say(button.dataset.khFound); },
      () => say(button.dataset.khRefused),
      { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 },
    );
  });
}

// Lists by keyboard: J and K move, Enter opens, / searches, a link's own data-kh-key presses it.
function move(step) {
  const rows = all("[data-kh-row]");
  if (!rows.length) return;
  const at = rows.findIndex((row) => row.classList.contains("kh-current"));
  const next = rows[Math.min(rows.length - 1, Math.max(0, at < 0 ? 0 : at + step))];
  for (const row of rows) row.classList.toggle("kh-current", row === next);
  const link = next.querySelector("a");
  if (link) link.focus();
  next.scrollIntoView({ block: "nearest" });
}
function pressKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const key = event.key.toLowerCase();
  if (key === "j" || key === "k") { move(key === "j" ? 1 : -1); return; }
  const target = key === "/" ? document.querySelector("[data-kh-search]") || document.querySelector("input[type=search]") : document.querySelector(`[data-kh-key="${CSS.escape(key)}"]`);
  if (!target) return;
  event.preventDefault();
  if (key === "/") target.focus(); else target.click();
}

// An open menu closes by Escape and by a press elsewhere.
function closeMenus(event) {
  for (const menu of all("details.kh-more[open]")) {
    if (event.type === "keydown" ? event.key === "Escape" : !menu.contains(event.target)) {
      if (event.type === "keydown" && menu.contains(document.activeElement)) menu.querySelector("summary").focus();
      menu.open = false;
    }
  }
}

function wake(root) {
  all("textarea[data-kh-count]", root).forEach(countLetters);
  all("[data-kh-file]", root).forEach(showFiles);
  all("[data-kh-locate]", root).forEach(locate);
}

for (const done of all("[data-kh-sent]")) sessionStorage.removeItem(`kheo:${done.dataset.khSent}`);
wake(document);
for (const form of all("form[data-kh-keep]")) {
  takeBack(form);
  form.addEventListener("input", () => keep(form));
  form.addEventListener("submit", () => keep(form));
}
document.querySelector("[data-kh-focus]")?.focus();
document.addEventListener("submit", sendOnce);
window.addEventListener("pageshow", readyAgain);
document.addEventListener("keydown", pressKey);
document.addEventListener("keydown", closeMenus);
document.addEventListener("click", closeMenus);
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-kh-print]")) window.print();
  if (event.target.closest("[data-kh-reload]")) { event.preventDefault(); location.reload(); }
});
document.addEventListener("htmx:load", (event) => { if (event.target !== document.body) wake(event.target); });
if ("serviceWorker" in navigator && document.body.dataset.khWorker) navigator.serviceWorker.register(document.body.dataset.khWorker, { scope: "/" }).catch(() => {});
