// Optional: says so when what somebody writes could not be saved, for a server that is not reached says nothing itself.
const lost = () => {
  const place = document.getElementById("spar");
  const said = document.body.querySelector("template[data-lost]");
  if (place && said) place.replaceChildren(said.content.cloneNode(true));
};
document.addEventListener("htmx:sendError", lost);
document.addEventListener("htmx:responseError", lost);
