// Optional: marks the section being read in the "På sidan" list. Every page works without it.
const links = new Map(
  [...document.querySelectorAll('.sp-side a[href^="#"]')].map((a) => [a.hash.slice(1), a]),
);
const mark = (id) => {
  for (const [key, link] of links) {
    if (key === id) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
};
const observer = new IntersectionObserver(
  (entries) => entries.filter((e) => e.isIntersecting).forEach((e) => mark(e.target.id)),
  { rootMargin: "-10% 0px -75% 0px" },
);
for (const id of links.keys()) {
  const part = document.getElementById(id);
  if (part) observer.observe(part);
}
// A menu closes with Escape, and focus returns to its button.
for (const menu of document.querySelectorAll("details.sp-menu, details[data-shuts]")) {
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}
// Sharing a page: the address is copied or handed to another program where the browser can; the letter needs no script.
for (const place of document.querySelectorAll("[data-share]")) {
  const field = place.querySelector("input");
  const said = place.querySelector("[role=status]");
  const offer = (name, act) => {
    const item = place.querySelector(name);
    item.hidden = false;
    item.querySelector("button").addEventListener("click", act);
  };
  field.addEventListener("focus", () => field.select());
  if (navigator.clipboard) {
    offer("[data-copy]", () =>
      navigator.clipboard.writeText(field.value).then(
        () => (said.textContent = said.dataset.done),
        () => {
          said.textContent = said.dataset.not;
          field.focus();
        },
      ),
    );
  }
  if (navigator.share) {
    offer("[data-pass]", () => navigator.share({ title: document.title, url: field.value }).catch(() => {}));
  }
}
// A button that prints the page; it shows only where there is a script to press it with.
for (const place of document.querySelectorAll("[data-print]")) {
  place.hidden = false;
  place.querySelector("button").addEventListener("click", () => window.print());
}
