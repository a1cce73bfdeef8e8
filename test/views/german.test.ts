import { afterEach, describe, expect, it } from "vitest";
import { loadWords, wordsOf } from "../../extension/src/language";
import { localNumber, t, useLanguage, Words } from "../../extension/src/words";

afterEach(() => useLanguage(new Words("en")));

describe("numbers in German", () => {
  it.each([
    ["0.25", "0,25"],
    ["−1,234.5", "−1.234,5"],
    ["5.97e-7", "5,97e-7"],
    ["700", "700"],
    ["≈ 4.25", "≈ 4,25"],
    ["10⁻⁶", "10⁻⁶"],
    ["6 × 3", "6 × 3"],
    ["Rust, and Stars.", "Rust, and Stars."],
    ["1.2.3", "1.2.3"],
  ])("%s is written %s", (english, german) => {
    expect(localNumber(english)).toBe(english);
    useLanguage(new Words("de"));
    expect(localNumber(english)).toBe(german);
  });

  it("are written so in sentences, whether they come as numbers or as texts", () => {
    useLanguage(new Words("de", { "rate {rate}, loss {loss}": "Rate {rate}, Verlust {loss}" }));
    expect(t("rate {rate}, loss {loss}", { rate: 0.05, loss: "1.94e-6" })).toBe("Rate 0,05, Verlust 1,94e-6");
  });
});

describe("the words of an output that has a language of its own", () => {
  it("are that language's, whatever the current one is", async () => {
    const german = await loadWords("de");
    expect(german.t("Keep my guess")).toBe("Tipp abgeben");
    expect(german.t("You were off by {distance}.", { distance: 0.5 })).toContain("0,5");
    expect(german.number("0.25")).toBe("0,25");
    expect(t("Keep my guess")).toBe("Keep my guess");
    useLanguage(german);
    expect(wordsOf("en").t("Keep my guess")).toBe("Keep my guess");
  });

  it.each([
    ["de-AT", "de"],
    ["DE", "de"],
    ["fr", "en"],
    ["", "en"],
    ["__proto__", "en"],
  ])("%j is spoken as %s", async (code, spoken) => {
    expect((await loadWords(code)).code).toBe(spoken);
    expect(wordsOf(code).code).toBe(spoken);
  });
});
