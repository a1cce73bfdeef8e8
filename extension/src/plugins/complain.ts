import { host } from "../host/host";
import { t } from "../words";

/** Notifies a person that their action failed; the console has the details. */
export function complain(error: unknown): void {
  console.error(error);
  host().notify("error", t("That did not work. The browser's console says why."));
}
