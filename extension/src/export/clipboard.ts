import { Dialog, Notification, showDialog } from "@jupyterlab/apputils";
import { Widget } from "@lumino/widgets";
import { element } from "../dom";
import { t } from "../words";

/** Copies text to the clipboard and says so; if the browser refuses, shows the text for copying by hand. */
export async function copyText(text: string, form: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    await showText(text, form);
    return;
  }
  Notification.success(t("Copied as {form}.", { form }), { autoClose: 2000 });
}

/** Shows text for copying by hand: browsers refuse the clipboard to pages without HTTPS, or if a person has denied it. */
async function showText(text: string, form: string): Promise<void> {
  const title = t("Copy as {form}", { form });
  const field = element("textarea", {
    class: "factorlab-copy jp-mod-styled",
    attributes: { readonly: "", rows: "14", cols: "60", spellcheck: "false", "aria-label": title },
  });
  field.value = text;
  const hint = element("p", {
    text: t("The browser keeps its clipboard closed here. Copy the text yourself:"),
  });
  const body = new Widget({ node: element("div", { children: [hint, field] }) });
  const shown = showDialog({ title, body, buttons: [Dialog.okButton({ label: t("Close") })] });
  field.select();
  await shown;
}
