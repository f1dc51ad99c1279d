/* Draws covering boxes on the pages of a file. The numbers stay in the form's rows, which work without this. */
(() => {
  "use strict";
  const form = document.querySelector("[data-kh-cover]");
  if (!form) return;
  const names = ["page", "left", "top", "width", "height"];
  const body = form.querySelector("tbody");
  const pattern = body.querySelector("[data-kh-box]").cloneNode(true);
  const field = (row, name) => row.querySelector(`[name="${name}"]`);
  const number = (row, name) => Number.parseFloat(field(row, name).value.replace(",", "."));
  const rows = () => [...body.querySelectorAll("[data-kh-box]")];
  const clamp = (value) => Math.min(100, Math.max(0, value));

  form.querySelector("[data-kh-cover-say]").textContent = form.dataset.khSay;
  form.querySelector("[data-kh-cover-rows]").open = false;

  function blank() {
    const free = rows().find((row) => names.slice(1).every((name) => !field(row, name).value));
    if (free) return free;
    const row = pattern.cloneNode(true);
    row.querySelectorAll("input").forEach((input) => { input.value = ""; });
    row.querySelectorAll(".invalid-feedback").forEach((error) => error.remove());
    return body.appendChild(row);
  }

  function place(box, left, top, width, height) {
    box.style.left = `${left}%`;
    box.style.top = `${top}%`;
    box.style.width = `${width}%`;
    box.style.height = `${height}%`;
  }

  function show() {
    form.querySelectorAll(".kh-cover-box").forEach((box) => box.remove());
    for (const row of rows()) {
      const [page, left, top, width, height] = names.map((name) => number(row, name));
      const sheet = form.querySelector(`[data-kh-page="${page}"] .kh-cover-sheet`);
      if (!sheet || ![left, top, width, height].every(Number.isFinite)) continue;
      const box = document.createElement("button");
      box.type = "button";
      box.className = "kh-cover-box";
      box.setAttribute("aria-label", form.dataset.khRemove);
      place(box, left, top, width, height);
      box.addEventListener("click", () => {
        names.slice(1).forEach((name) => { field(row, name).value = ""; });
        show();
      });
      sheet.append(box);
    }
  }

  function drawOn(sheet, page) {
    let start = null;
    let ghost = null;
    const at = (event) => {
      const frame = sheet.getBoundingClientRect();
      return [clamp(100 * (event.clientX - frame.left) / frame.width), clamp(100 * (event.clientY - frame.top) / frame.height)];
    };
    const corners = ([x, y]) => [Math.min(x, start[0]), Math.min(y, start[1]), Math.abs(x - start[0]), Math.abs(y - start[1])];
    sheet.addEventListener("pointerdown", (event) => {
      if (event.target.closest(".kh-cover-box") || event.button) return;
      event.preventDefault();
      sheet.setPointerCapture(event.pointerId);
      start = at(event);
      ghost = document.createElement("span");
      ghost.className = "kh-cover-box";
      sheet.append(ghost);
    });
    sheet.addEventListener("pointermove", (event) => { if (start) place(ghost, ...corners(at(event))); });
    sheet.addEventListener("pointercancel", () => { start = null; show(); });
    sheet.addEventListener("pointerup", (event) => {
      if (!start) return;
      const sides = corners(at(event));
      start = null;
      if (sides[2] > 0.5 && sides[3] > 0.3) {
        const row = blank();
        field(row, "page").value = page;
        names.slice(1).forEach((name, place) => { field(row, name).value = sides[place].toFixed(2); });
      }
      show();
    });
  }

  form.querySelectorAll("[data-kh-page]").forEach((figure) => {
    const image = figure.querySelector("img");
    const sheet = document.createElement("span");
    sheet.className = "kh-cover-sheet";
    image.draggable = false;
    image.replaceWith(sheet);
    sheet.append(image);
    drawOn(sheet, figure.dataset.khPage);
  });
  body.addEventListener("change", show);
  show();
})();
