// What makes writing below an article easier where JavaScript runs; every form works without it.
"use strict";

(() => {
  const INVISIBLE = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/g;
  const segmenter = typeof Intl === "object" && Intl.Segmenter ? new Intl.Segmenter("vi", { granularity: "grapheme" }) : null;

  // Count as a person counts; where the browser cannot, count letters without their marks.
  function graphemes(text) {
    const clean = text.normalize("NFC").replace(INVISIBLE, "").trim();
    return segmenter ? [...segmenter.segment(clean)].length : [...clean.replace(/\p{M}|\u200d./gu, "")].length;
  }

  function countLeft(area) {
    const most = Number(area.dataset.khGraphemes);
    const line = area.form.querySelector("[data-kh-left]");
    if (!line) return;
    const number = line.querySelector("[data-kh-number]");
    const say = () => {
      const left = most - graphemes(area.value);
      number.textContent = left.toLocaleString(document.documentElement.lang);
      line.toggleAttribute("data-kh-over", left < 0);
    };
    area.addEventListener("input", say);
    say();
  }

  // The machine looks for the number behind the server's question while somebody writes.
  function work(field) {
    const form = field.form;
    const question = JSON.parse(field.dataset.khQuestion);
    if (!window.Worker) return;
    const worker = new Worker(field.dataset.khWorker);
    let waiting = null;
    const end = () => {
      worker.terminate();
      field.dataset.khReady = "yes";
      if (waiting) form.requestSubmit(waiting.button);
    };
    worker.addEventListener("message", ({ data }) => {
      if (data.number !== null) {
        const { algorithm, challenge, salt, signature } = question;
        field.value = btoa(JSON.stringify({ algorithm, challenge, number: data.number, salt, signature }));
      }
      end();
    });
    worker.addEventListener("error", end);
    // Whoever is quicker than the machine waits a moment; nobody waits twice.
    form.addEventListener("submit", (event) => {
      if (field.dataset.khReady || waiting) { if (waiting && !field.dataset.khReady) event.preventDefault(); return; }
      event.preventDefault();
      waiting = { button: event.submitter };
      form.querySelector("[data-kh-working]")?.removeAttribute("hidden");
      setTimeout(() => { if (!field.dataset.khReady) end(); }, 15000);
    });
    worker.postMessage(question);
  }

  function wake(root) {
    for (const area of root.querySelectorAll("textarea[data-kh-graphemes]")) countLeft(area);
    for (const field of root.querySelectorAll("input[data-kh-question]:not([data-kh-begun])")) {
      field.dataset.khBegun = "yes";
      work(field);
    }
  }

  // Moderators: a letter presses the button of the row they are on, or of the first row.
  function pressInRow(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, [contenteditable]")) return;
    const row = document.querySelector("[data-kh-row].kh-current") || document.querySelector("[data-kh-row]");
    const button = row?.querySelector(`[data-kh-press="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!button) return;
    event.preventDefault();
    if (button.tagName === "SELECT") button.focus(); else button.click();
  }

  wake(document);
  document.addEventListener("htmx:load", (event) => {
    if (event.target === document.body) return;
    wake(event.target);
    event.target.querySelector("textarea[data-kh-graphemes]")?.focus();
  });
  document.addEventListener("keydown", pressInRow);
})();
