let chosen = "";

/** Takes the address of the settings; an empty one stands for this JupyterLab. */
export function chooseLinkBase(address: string): void {
  chosen = address;
}

/** Where links to experiments point to. */
export function linkBase(): string {
  if (chosen !== "") return chosen;
  // Leaves out the query, which may hold a token, and the open file, which would come to the front.
  return location.origin + location.pathname.replace(/\/tree\/.*$/, "");
}
