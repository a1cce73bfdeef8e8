let chosen = "";

/**
 * Takes the address of the settings; an empty one stands for this JupyterLab.
 * @param server JupyterLab's own address, below which an address without a host is
 */
export function chooseLinkBase(address: string, server: string): void {
  chosen = address === "" ? "" : new URL(address, server).href;
}

/** Where links to experiments point to. */
export function linkBase(): string {
  if (chosen !== "") return chosen;
  // Leaves out the query, which may hold a token, and the open file, which would come to the front.
  return location.origin + location.pathname.replace(/\/tree\/.*$/, "");
}
