// An article read aloud by the device itself, its address copied, pictures turned by the arrow keys.
"use strict";

(() => {
  const one = (selector, root = document) => root.querySelector(selector);

  // Longer than this and some browsers fall silent in the middle.
  const LONGEST = 220;

  function words() {
    const spoken = [one("[data-news-title]"), ...document.querySelectorAll("[data-news-words] :is(p, h2, h3, li):not([data-news-unread])")];
    return spoken.flatMap((part) => cut(part.textContent.replace(/\s+/g, " ").trim())).filter(Boolean);
  }

  function cut(text) {
    const sentences = text.match(/[^.!?…;:]+[.!?…;:]*\s*/g) || [];
    const pieces = [""];
    for (const sentence of sentences) {
      if (pieces[pieces.length - 1].length + sentence.length > LONGEST) pieces.push("");
      pieces[pieces.length - 1] += sentence;
    }
    return pieces.map((piece) => piece.trim());
  }

  function listen(bar) {
    const speech = window.speechSynthesis;
    const [play, pause, stop] = ["play", "pause", "stop"].map((name) => one(`[data-news-${name}]`, bar));
    const first = play.textContent;
    let voice = null;
    let at = 0;
    let run = 0;
    let pieces = [];

    const show = (isSpeaking) => {
      play.hidden = isSpeaking;
      pause.hidden = !isSpeaking;
      stop.hidden = !isSpeaking && at === 0;
      play.textContent = at > 0 ? play.dataset.again : first;
    };
    // A pause is kept by ourselves: some devices forget how to go on.
    const silence = () => { run += 1; speech.cancel(); };
    const say = () => {
      if (at >= pieces.length) { at = 0; show(false); return; }
      const current = run;
      const spoken = new SpeechSynthesisUtterance(pieces[at]);
      spoken.lang = "vi-VN";
      spoken.voice = voice;
      spoken.onend = () => { if (current === run) { at += 1; say(); } };
      spoken.onerror = () => { if (current === run) { silence(); show(false); } };
      speech.speak(spoken);
    };
    play.addEventListener("click", () => { pieces = words(); silence(); show(true); say(); pause.focus(); });
    pause.addEventListener("click", () => { silence(); if (at === 0) { stop.hidden = true; } show(false); play.focus(); });
    stop.addEventListener("click", () => { silence(); at = 0; show(false); play.focus(); });
    window.addEventListener("pagehide", silence);

    const find = () => {
      voice = speech.getVoices().find((known) => /^vi([-_]|$)/i.test(known.lang)) || null;
      bar.hidden = voice === null;
    };
    find();
    speech.addEventListener("voiceschanged", find);
  }

  function copy(item) {
    const said = one("[data-news-said]");
    item.hidden = false;
    item.addEventListener("click", () => {
      navigator.clipboard.writeText(item.dataset.newsCopy).then(
        () => { said.textContent = said.dataset.copied; },
        () => { said.textContent = said.dataset.failed; },
      );
    });
  }

  const bar = one("[data-news-listen]");
  if (bar && window.speechSynthesis && window.SpeechSynthesisUtterance) listen(bar);
  const item = one("[data-news-copy]");
  if (item && navigator.clipboard) copy(item);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.target.closest("input, textarea, select")) return;
    const way = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
    if (way) one(`.kh-pages a[rel=${way}]`)?.click();
  });
})();
