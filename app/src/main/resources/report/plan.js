"use strict";
// Sorting, searching, and the way from the picture to the table. The page reads well without it.
(() => {
  const value = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.v === undefined ? cell.textContent : cell.dataset.v;
  };

  const sort = (button) => {
    const title = button.closest("th");
    const table = title.closest("table");
    const figures = button.dataset.sort === "n";
    const first = figures ? "descending" : "ascending";
    const other = figures ? "ascending" : "descending";
    const direction = title.getAttribute("aria-sort") === first ? other : first;
    for (const each of title.parentNode.cells) each.removeAttribute("aria-sort");
    title.setAttribute("aria-sort", direction);
    const sign = direction === "ascending" ? 1 : -1;
    const column = title.cellIndex;
    const rows = Array.from(table.tBodies[0].rows);
    rows.sort((a, b) => {
      const x = value(a, column);
      const y = value(b, column);
      return sign * (figures ? Number(x) - Number(y) : x.localeCompare(y, undefined, { numeric: true }));
    });
    table.tBodies[0].append(...rows);
  };

  const search = (input) => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    const rows = document.getElementById(input.dataset.for).tBodies[0].rows;
    let shown = 0;
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
      shown += row.hidden ? 0 : 1;
    }
    input.parentNode.querySelector("output").textContent =
      words.length === 0 ? "" : shown + " of " + rows.length;
  };

  const find = (input, text) => {
    input.value = text;
    search(input);
  };

  for (const button of document.querySelectorAll("[data-sort]")) {
    button.addEventListener("click", () => sort(button));
  }
  for (const input of document.querySelectorAll("input[data-for]")) {
    input.addEventListener("input", () => search(input));
  }
  for (const button of document.querySelectorAll("[data-find]")) {
    const input = button.closest("section").querySelector("input[data-for]");
    button.addEventListener("click", () => {
      find(input, input.value === button.dataset.find ? "" : button.dataset.find);
    });
  }
  const running = document.querySelector('input[data-for="running-rows"]');
  for (const path of document.querySelectorAll(".cells path[data-work]")) {
    if (path.dataset.work === "") continue;
    path.addEventListener("click", () => {
      find(running, path.dataset.work);
      document.getElementById("running").scrollIntoView();
    });
  }
  document.documentElement.classList.remove("no-script");
})();
