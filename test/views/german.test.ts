import { afterEach, describe, expect, it } from "vitest";
import { localNumber, t, useLanguage } from "../../extension/src/words";

afterEach(() => useLanguage("en", {}));

describe("numbers in German", () => {
  it.each([
    ["0.25", "0,25"],
    ["−1,234.5", "−1.234,5"],
    ["5.97e-7", "5,97e-7"],
    ["700", "700"],
    ["10⁻⁶", "10⁻⁶"],
    ["6 × 3", "6 × 3"],
    ["Rust, and Stars.", "Rust, and Stars."],
    ["1.2.3", "1.2.3"],
  ])("%s is written %s", (english, german) => {
    expect(localNumber(english)).toBe(english);
    useLanguage("de", {});
    expect(localNumber(english)).toBe(german);
  });

  it("are written so in sentences, whether they come as numbers or as texts", () => {
    useLanguage("de", { "rate {rate}, loss {loss}": "Rate {rate}, Verlust {loss}" });
    expect(t("rate {rate}, loss {loss}", { rate: 0.05, loss: "1.94e-6" })).toBe("Rate 0,05, Verlust 1,94e-6");
  });
});
