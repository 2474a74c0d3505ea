// A table that is wider than the page scrolls with the arrow keys, once it has the focus.
const boxes = [".md-typeset__scrollwrap", ".md-typeset__table", "table"];

const watch = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    for (const box of boxes.map((name) => target.closest(name))) {
      if (box && box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else box?.removeAttribute("tabindex");
    }
  }
});

// The theme puts its boxes around the tables first.
addEventListener("load", () =>
  document.querySelectorAll(".md-typeset table").forEach((table) => watch.observe(table)),
);
