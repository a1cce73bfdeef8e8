import { t } from "../words";

/** Notifies a person that their action failed; the console has the details. */
export async function complain(error: unknown): Promise<void> {
  console.error(error);
  const { Notification } = await import("@jupyterlab/apputils");
  Notification.error(t("That did not work. The browser's console says why."), { autoClose: false });
}
