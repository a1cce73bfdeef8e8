import "./playground.css";
import { chooseLanguage, currentLanguage, host, Playground } from "../../extension/src/page-entry";
import { useSiteHost } from "../shell/host";
import { startShell } from "../shell/shell";
import { Address, readFragment } from "./address";

startShell();
useSiteHost();
// English as the page around it, unless the address asks for another language, as an embedding page may.
const language = new URLSearchParams(location.search).get("lang") ?? "en";
void chooseLanguage("auto", language).then(start);

function start(): void {
  const place = document.querySelector<HTMLElement>("#playground")!;
  const open = document.querySelector<HTMLAnchorElement>("#open")!;
  const toTab = (fragment: string): void => void (open.href = location.pathname + fragment);
  toTab(location.hash);
  const linked = readFragment(location.hash);
  const playground = new Playground(linked && "experiment" in linked ? linked.experiment : undefined);
  place.lang = currentLanguage();
  place.replaceChildren(playground.node);
  const toInputs = document.querySelector<HTMLButtonElement>(".to-inputs")!;
  toInputs.hidden = false;
  toInputs.addEventListener("click", () => {
    place.querySelector<HTMLElement>(".factorlab-playground [role=grid] [tabindex='0']")?.focus();
  });
  if (linked && "problem" in linked) complain(linked.problem);
  const address = new Address(toTab);
  playground.onExperimentChange = () => {
    if (playground.experiment) address.follow(playground.experiment);
  };
  // A link on this page, an address that was edited, the way back and forth.
  addEventListener("hashchange", () => {
    const next = readFragment(location.hash);
    if (!next) return;
    address.drop();
    toTab(location.hash);
    if ("problem" in next) complain(next.problem);
    else playground.show(next.experiment);
  });
}

function complain(reason: string): void {
  host().notify("error", `The link's experiment cannot be read: ${reason}. An example is shown instead.`);
}
