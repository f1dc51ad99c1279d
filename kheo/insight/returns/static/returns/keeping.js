// Keeps on this device what was typed into a return until the server has it, and sends it when it can.
"use strict";

(() => {
  const form = document.querySelector("[data-kh-entry]");
  const key = (form || document.querySelector("[data-kh-entry-key]"))?.dataset.khEntryKey;
  if (!key) return;
  // A return that takes no more numbers needs none kept.
  if (!form) { try { localStorage.removeItem(key); } catch { /* no storage: nothing was kept */ } return; }

  // In milliseconds: after the last key, of one sending, and between one that failed and the next.
  const PAUSE = 900, PATIENCE = 20000, AGAIN = [4000, 10000, 30000, 60000];
  const words = form.dataset;
  const state = document.querySelector("[data-kh-entry-state]");
  const summary = document.querySelector("[data-kh-entry-summary]");
  const revisionField = form.elements.revision;
  const fields = () => [...form.querySelectorAll("[name^='o.'], [name^='ly-do.'], [name^='giai-trinh.']")];
  const field = (name) => form.elements.namedItem(name);
  let revision = Number(revisionField.value);
  let failed = 0, timer = 0, isSending = false, isStopped = false;
  const stored = new Map(fields().map((one) => [one.name, one.defaultValue]));

  // Name -> {v: what was typed, r: the saving it was typed upon, h: held, because the server asked about it}.
  let waiting = {};
  try { waiting = JSON.parse(localStorage.getItem(key)) || {}; } catch { /* no storage: the page still works */ }
  const remember = () => {
    try {
      if (Object.keys(waiting).length) localStorage.setItem(key, JSON.stringify(waiting)); else localStorage.removeItem(key);
    } catch { /* full or forbidden */ }
  };
  const ready = () => Object.keys(waiting).filter((name) => !waiting[name].h);
  const tell = (text, tone = "") => { state.textContent = text; state.dataset.khTone = tone; };
  const fill = (text, values) => Object.entries(values).reduce((said, [name, value]) => said.replace(`{${name}}`, value), text);

  function typed(event) {
    const one = event.target;
    if (!one.name || !/^(o|ly-do|giai-trinh)\./.test(one.name)) return;
    if (one.value === stored.get(one.name)) delete waiting[one.name];
    else waiting[one.name] = { v: one.value, r: revision };
    remember();
    mark(one);
    if (ready().length) { tell(words.khTyping); later(PAUSE); }
  }
  function later(pause) { clearTimeout(timer); timer = setTimeout(() => save(), pause); }

  // Those that were typed upon the oldest reading go first, so that a change of somebody else's in between is seen.
  function batch() {
    const names = ready();
    const oldest = Math.min(...names.map((name) => waiting[name].r));
    return [oldest, names.filter((name) => waiting[name].r === oldest)];
  }

  async function save(isLast = false) {
    clearTimeout(timer);
    if (isSending || isStopped || !(ready().length || isLast)) return;
    const [from, names] = ready().length ? batch() : [revision, []];
    const sent = Object.fromEntries(names.map((name) => [name, waiting[name].v]));
    const body = new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value, revision: from, ...sent });
    isSending = true;
    try {
      const answer = await fetch(words.khUrl, { method: "POST", body, redirect: "manual", signal: AbortSignal.timeout(PATIENCE), headers: { "X-Requested-With": "fetch", Accept: "application/json" } });
      if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) { stop(words.khSignedOut); return; }
      if (answer.status === 409) { stop((await answer.json()).words); return; }
      if (!answer.ok) throw new Error(String(answer.status));
      take(await answer.json(), sent, from);
      failed = 0;
    } catch {
      failed += 1;
      tell(fill(words.khOffline, { n: Object.keys(waiting).length }), "soon");
      later(AGAIN[Math.min(failed, AGAIN.length) - 1]);
    } finally { isSending = false; }
    if (!failed && ready().length) later(100);
  }
  function stop(text) {
    isStopped = true;
    tell(text, "late");
    const link = document.createElement("a");
    link.href = location.href;
    link.textContent = words.khAnew;
    state.append(" ", link);
  }

  function take(answer, sent, from) {
    const held = new Set(answer.held.map((name) => `o.${name}`));
    for (const [name, value] of Object.entries(sent)) {
      // Typed anew, or insisted on, while this was on its way.
      if (waiting[name]?.v !== value || waiting[name].r !== from) continue;
      if (held.has(name)) waiting[name].h = true; else { stored.set(name, value); delete waiting[name]; }
    }
    revision = answer.revision;
    revisionField.value = revision;
    for (const [place, text] of Object.entries(answer.cells)) put(`o.${place}`, text);
    remember();
    showNotes(answer);
    const left = Object.keys(waiting).length;
    tell(left ? fill(words.khHeld, { n: left }) : fill(words.khSaved, { time: answer.time }), left ? "soon" : "done");
  }

  // A number as the server writes it; what is being typed is left alone.
  function put(name, text) {
    const one = field(name);
    if (!one || name in waiting) return;
    stored.set(name, text);
    if (document.activeElement === one && one.value !== text) { one.addEventListener("blur", () => put(name, text), { once: true }); return; }
    one.value = text;
    mark(one);
  }
  function mark(one) {
    const known = one.dataset.khKnown;
    if (known !== undefined) one.closest("td").classList.toggle("kh-is-recorded", one.value === known);
    one.classList.toggle("kh-is-waiting", one.name in waiting);
  }

  function showNotes(answer) {
    summary.innerHTML = answer.summary;
    for (const row of form.querySelectorAll("[data-kh-notes]")) {
      const html = answer.lines[row.dataset.khNotes] || "";
      const cell = row.firstElementChild;
      if (cell.contains(document.activeElement)) continue;
      if (cell.dataset.khShown !== html) { cell.innerHTML = html; cell.dataset.khShown = html; }
      row.hidden = !html;
    }
    const wrong = new Set(answer.wrong);
    for (const one of form.querySelectorAll("[data-kh-cell]")) {
      if (wrong.has(one.name.slice(2))) one.setAttribute("aria-invalid", "true"); else one.removeAttribute("aria-invalid");
    }
    for (const one of fields()) {
      if (!stored.has(one.name)) stored.set(one.name, one.defaultValue);
      if (one.name in waiting && one.value !== waiting[one.name].v) one.value = waiting[one.name].v;
    }
    for (const place of document.querySelectorAll("[data-kh-filled]")) place.textContent = answer.filled;
  }

  // Somebody else wrote in the same cell: take theirs, or write one's own over it having seen it.
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-kh-take], [data-kh-insist]");
    if (!button) return;
    const name = `o.${button.dataset.khTake || button.dataset.khInsist}`;
    const one = field(name);
    if (button.dataset.khTake) { delete waiting[name]; one.value = button.value; stored.set(name, button.value); } else {
      waiting[name] = { v: one.value, r: revision };
    }
    remember();
    mark(one);
    one.focus();
    if (ready().length) later(0); else { button.closest("[data-kh-notes]").hidden = true; tell(fill(words.khSaved, { time: "" })); }
  });

  form.addEventListener("input", typed);
  form.addEventListener("change", (event) => { typed(event); if (ready().length) later(150); });
  window.addEventListener("online", () => { failed = 0; later(0); });
  document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });
  // Before the whole is sent, what was typed last goes ahead: without a network one stays on the page, and what waits
  // for an answer is not written over unseen.
  let mayLeave = false, isLeaving = false;
  form.addEventListener("submit", (event) => {
    if (mayLeave || isStopped) return;
    event.preventDefault();
    if (!isLeaving) leave(event.submitter);
  });
  async function leave(button) {
    isLeaving = true;
    clearTimeout(timer);
    while (isSending) await new Promise((go) => { setTimeout(go, 50); });
    failed = 0;
    await save(true);
    isLeaving = false;
    const asked = form.querySelector("[data-kh-insist]");
    if (failed || isStopped) return;
    if (asked) { asked.scrollIntoView({ block: "center" }); asked.focus(); return; }
    mayLeave = true;
    form.requestSubmit(button);
  }
  window.addEventListener("pageshow", () => { mayLeave = false; });

  const found = Object.keys(waiting);
  for (const name of found) {
    const one = field(name);
    if (!one || one.value === waiting[name].v) { delete waiting[name]; continue; }
    one.value = waiting[name].v;
    waiting[name].h = false;
    mark(one);
  }
  remember();
  if (ready().length) { tell(fill(words.khBack, { n: ready().length }), "soon"); later(50); }
})();
