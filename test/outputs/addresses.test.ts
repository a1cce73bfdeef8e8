import { expect, test } from "vitest";
import { addressesIn } from "../../src/outputs/addresses";
import { notesHtml } from "../../src/outputs/notes";

test("an address ends before the full stop of its sentence, and only addresses of the web are some", () => {
  expect(addressesIn("See http://a.example:4040/x/?id=1&k=2.")).toEqual([
    "See ",
    "http://a.example:4040/x/?id=1&k=2",
    ".",
  ]);
  expect(addressesIn("(https://b.example/c)")).toEqual(["(", "https://b.example/c", ")"]);
  expect(addressesIn("http://a.example, http://b.example")).toHaveLength(5);
  for (const text of ["", "none", "javascript:alert(1)", "file:///etc/passwd", "https://"])
    expect(addressesIn(text)).toEqual([text]);
});

test("notes have links to the addresses that they show, and nothing in them is markup", () => {
  const html = notesHtml(['Page: http://a.example/?a=1&b=2 <b>"x"</b>', 'http://a.example/"onclick="x']);
  expect(html).toContain(
    '<a href="http://a.example/?a=1&#38;b=2" target="_blank" rel="noopener noreferrer">http://a.example/?a=1&#38;b=2</a>',
  );
  expect(html).not.toContain("<b>");
  expect(html).toContain('<a href="http://a.example/" target');
});
