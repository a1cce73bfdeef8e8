import { afterEach, expect, test, vi } from "vitest";
import { chooseLinkBase, linkBase } from "../../extension/src/lab/link-base";

const server = "http://127.0.0.1:8888/hub/";

afterEach(() => chooseLinkBase("", server));

test("links lead to the page of the settings, as it is or below JupyterLab's own address", () => {
  chooseLinkBase("https://example.org/course/", server);
  expect(linkBase()).toBe("https://example.org/course/");
  chooseLinkBase("../playground/", "https://example.org/factorlab/lab/");
  expect(linkBase()).toBe("https://example.org/factorlab/playground/");
  chooseLinkBase("/playground/", server);
  expect(linkBase()).toBe("http://127.0.0.1:8888/playground/");
});

test("without a setting links lead to this JupyterLab, without the open file", () => {
  vi.stubGlobal("location", { origin: "http://127.0.0.1:8888", pathname: "/lab/tree/01.ipynb" });
  chooseLinkBase("", server);
  expect(linkBase()).toBe("http://127.0.0.1:8888/lab");
});
