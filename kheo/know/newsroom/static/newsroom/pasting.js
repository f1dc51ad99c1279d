// Takes out of a pasted page what it hides and how it is laid out, before the editor sees it:
// the editor drops styles, but would show what they had hidden. The server cleans once more.
(function () {
  "use strict";
  var HIDDEN = /display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all/i;
  var passed = new WeakSet();

  function clean(html) {
    var page = new DOMParser().parseFromString(html, "text/html");
    page.querySelectorAll("style, script, title, xml, head, object, iframe, svg").forEach(function (node) {
      node.remove();
    });
    page.querySelectorAll("[style]").forEach(function (node) {
      if (HIDDEN.test(node.getAttribute("style"))) node.remove();
    });
    page.querySelectorAll("tr").forEach(function (row) {
      var words = Array.from(row.cells).map(function (cell) { return cell.textContent.trim(); });
      var line = page.createElement("p");
      line.textContent = words.join(" | ");
      row.closest("table").before(line);
    });
    page.querySelectorAll("table").forEach(function (table) { table.remove(); });
    return page.body.innerHTML;
  }

  document.addEventListener("paste", function (event) {
    var from = event.clipboardData;
    if (passed.has(event) || !from || !event.target.closest || !event.target.closest(".Draftail-Editor")) return;
    var html = from.getData("text/html");
    if (!/mso-|<table|style=/i.test(html)) return;
    var kept = new DataTransfer();
    kept.setData("text/html", clean(html));
    kept.setData("text/plain", from.getData("text/plain"));
    var again = new ClipboardEvent("paste", { clipboardData: kept, bubbles: true, cancelable: true });
    passed.add(again);
    event.preventDefault();
    event.stopImmediatePropagation();
    event.target.dispatchEvent(again);
  }, true);
})();
