import { element } from "../dom";
import { host } from "../host/host";
import { t } from "../words";

/** Copies text to the clipboard and says so; if the browser refuses, shows the text for copying by hand. */
export async function copyText(text: string, form: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    await showText(text, form);
    return;
  }
  host().notify("done", t("Copied as {form}.", { form }));
}

/** Shows text for copying by hand: browsers refuse the clipboard to pages without HTTPS, or if a person has denied it. */
async function showText(text: string, form: string): Promise<void> {
  const title = t("Copy as {form}", { form });
  const field = element("textarea", {
    class: "factorlab-copy jp-mod-styled",
    attributes: {
      ...{ readonly: "", rows: "14", cols: "60", spellcheck: "false", autofocus: "" },
      "aria-label": title,
    },
  });
  field.value = text;
  const hint = element("p", {
    text: t("The browser keeps its clipboard closed here. Copy the text yourself:"),
  });
  // The dialog gives it the focus as soon as it is on the page.
  field.addEventListener("focus", () => field.select());
  await host().showDialog(title, element("div", { children: [hint, field] }));
}
