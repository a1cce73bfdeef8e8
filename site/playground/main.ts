import "./playground.css";
import { chooseLanguage, currentLanguage, host, Playground } from "../../extension/src/page-entry";
import { useSiteHost } from "../shell/host";
import { startShell } from "../shell/shell";
import { Address, readFragment } from "./address";
import { word } from "./words";

const place = document.querySelector<HTMLElement>("#playground")!;
const open = document.querySelector<HTMLAnchorElement>("#open")!;
const toInputs = document.querySelector<HTMLButtonElement>(".to-inputs")!;

startShell();
useSiteHost();
// English as the page around it, unless the address asks for another language, as an embedding page may.
void chooseLanguage("auto", new URLSearchParams(location.search).get("lang") ?? "en").then(start);

function start(): void {
  leadToTab(location.hash);
  const linked = readFragment(location.hash);
  const playground = new Playground(linked && "experiment" in linked ? linked.experiment : undefined);
  show(playground);
  if (linked && "problem" in linked) complain(linked.problem, word("example"));
  const address = new Address(leadToTab);
  playground.onExperimentChange = () => {
    if (playground.experiment) address.follow(playground.experiment);
  };
  // A link on this page, an address that was edited, the way back and forth.
  addEventListener("hashchange", () => {
    const next = readFragment(location.hash);
    if (!next) return;
    address.drop();
    leadToTab(location.hash);
    if ("problem" in next) complain(next.problem);
    else playground.show(next.experiment);
  });
}

function show(playground: Playground): void {
  place.lang = open.lang = currentLanguage();
  place.replaceChildren(playground.node);
  open.textContent = word("open");
  toInputs.hidden = false;
  toInputs.addEventListener("click", () => playground.focusInputs());
}

/** Has the link of an embedded page lead to the same experiment. */
function leadToTab(fragment: string): void {
  open.href = location.pathname + fragment;
}

function complain(reason: string, more: string = ""): void {
  host().notify("error", `${word("cannotBeRead")}: ${reason}. ${more}`.trim());
}
