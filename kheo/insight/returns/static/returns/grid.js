// Moves through a form as through a sheet, and takes a block pasted from Excel; typing works without it.
"use strict";

(() => {
  const table = document.querySelector("[data-kh-grid]");
  if (!table) return;
  const say = document.querySelector("[data-kh-pasted]");
  // Headings of sections are lines too, as they are in the workbook: a pasted block keeps its shape.
  const lines = [...table.querySelectorAll("tr[data-kh-line]")].map((line) => [...line.querySelectorAll("td")].map((cell) => cell.querySelector("[data-kh-cell]")));
  const places = new Map();
  lines.forEach((line, y) => line.forEach((field, x) => { if (field) places.set(field, [y, x]); }));
  const order = [...places.keys()];
  const isPhone = () => matchMedia("(max-width: 47.99rem)").matches;
  let isInside = false;
  let before = "";

  function go(field) {
    if (!field) return;
    field.focus();
    field.select();
    field.closest("td").scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  // The next cell that is there, jumping over what is not to be filled in.
  function next(field, down, right) {
    let [y, x] = places.get(field);
    for (;;) {
      y += down; x += right;
      if (y < 0 || y >= lines.length || x < 0 || (right && x >= lines[y].length)) return null;
      if (lines[y][x]) return lines[y][x];
    }
  }
  const along = (field, step) => order[order.indexOf(field) + step];

  const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  table.addEventListener("keydown", (event) => {
    const field = event.target;
    if (!places.has(field) || event.isComposing || event.altKey || event.metaKey) return;
    if (event.key === "Enter") {
      event.preventDefault();
      go(isPhone() ? along(field, event.shiftKey ? -1 : 1) : next(field, event.shiftKey ? -1 : 1, 0));
    } else if (event.key === "F2") {
      event.preventDefault();
      isInside = true;
      field.setSelectionRange(field.value.length, field.value.length);
    } else if (event.key === "Escape") {
      if (field.value === before) return;
      put(field, before);
      field.select();
      isInside = false;
    } else if (steps[event.key] && !event.shiftKey && !event.ctrlKey) {
      const [down, right] = steps[event.key];
      if (right && isInside) return;
      const target = next(field, down, right);
      event.preventDefault();
      go(target);
    } else if (event.ctrlKey && (event.key === "Home" || event.key === "End")) {
      event.preventDefault();
      go(event.key === "Home" ? order[0] : order[order.length - 1]);
    }
  });
  table.addEventListener("focusin", (event) => {
    if (!places.has(event.target)) return;
    isInside = false;
    before = event.target.value;
    event.target.select();
  });
  table.addEventListener("dblclick", (event) => { if (places.has(event.target)) isInside = true; });

  function put(field, text) {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // What a sheet puts on the clipboard: tabs and lines, cells with either in quotes.
  function cut(text) {
    const rows = [[""]];
    let isQuoted = false;
    for (let at = 0; at < text.length; at += 1) {
      const row = rows[rows.length - 1];
      const sign = text[at];
      if (isQuoted) {
        if (sign !== '"') row[row.length - 1] += sign;
        else if (text[at + 1] === '"') { row[row.length - 1] += '"'; at += 1; } else isQuoted = false;
      } else if (sign === '"' && row[row.length - 1] === "") isQuoted = true;
      else if (sign === "\t") row.push("");
      else if (sign === "\n") rows.push([""]);
      else if (sign !== "\r") row[row.length - 1] += sign;
    }
    if (rows.length > 1 && rows[rows.length - 1].length === 1 && !rows[rows.length - 1][0]) rows.pop();
    return rows;
  }

  let undo = [];
  table.addEventListener("paste", (event) => {
    const field = event.target;
    const text = event.clipboardData ? event.clipboardData.getData("text/plain") : "";
    if (!places.has(field) || !/[\t\n]/.test(text.replace(/\r?\n$/, ""))) return;
    event.preventDefault();
    const [top, left] = places.get(field);
    const outside = [];
    undo = [];
    cut(text).forEach((row, down) => row.forEach((typed, right) => {
      const target = lines[top + down]?.[left + right];
      const value = typed.trim();
      if (!target) { if (value) outside.push(value); return; }
      if (value === "" || value === target.value) return;
      undo.push([target, target.value]);
      put(target, value);
    }));
    tell(undo.length, outside);
  });

  function tell(count, outside) {
    if (!say) return;
    const words = say.dataset;
    const lost = outside.length ? ` ${words.khOutside.replace("{n}", outside.length).replace("{values}", outside.slice(0, 5).join("; ") + (outside.length > 5 ? "…" : ""))}` : "";
    say.textContent = words.khDone.replace("{n}", count) + lost + " ";
    say.hidden = false;
    if (!count) return;
    const back = document.createElement("button");
    back.type = "button";
    back.className = "btn btn-sm btn-outline-primary";
    back.textContent = words.khUndo;
    back.addEventListener("click", () => {
      for (const [field, value] of undo) put(field, value);
      say.hidden = true;
      go(undo[0][0]);
    });
    say.append(back);
  }
})();
