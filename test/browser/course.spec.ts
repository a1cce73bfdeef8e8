import type { Locator } from "@playwright/test";
import { findings } from "./accessibility";
import { expect, test } from "./lab";
import type { Lab } from "./lab";
import { notebook } from "./notebooks";
import type { Notebook } from "./notebooks";

/** In a folder of its own: the progress is that of all notebooks beside it. */
const NAME = "lesson/course.ipynb";

/** A lesson: a guess whose output waits, an exercise, and answers to it. */
function lesson(): Notebook {
  const made = notebook("factorlab", [
    `import { check, exercise, learner, predict, reveal, solution } from "factorlab/course";\nlearner("Ada");`,
    `predict("0.b");`,
    `reveal("0.b", 4.5); // what came`,
    `predict("0.c");`,
    `const { person, film } = exercise("0.1");`,
    `check("0.1", person[0] + person[1] + film[0] + film[1]); // wrong`,
    `check("0.1", person[0] * film[0] + person[1] * film[1]); // right`,
    `solution("0.1");`,
  ]);
  made.cells[2]["metadata"] = { factorlab: { "predicted-by": "0.b" }, jupyter: { outputs_hidden: true } };
  return made;
}

test("a learner guesses, answers wrongly, reads a hint, answers rightly, and sees the progress", async ({
  lab,
}) => {
  const { page } = lab;
  await lab.open(NAME, lesson());
  const card = (source: string): Locator => lab.cell(source).locator(".factorlab-card");
  const guess = card(`predict("0.b")`);
  const waiting = lab.cell("// what came");

  await test.step("what would spoil the guess is not in sight", async () => {
    await lab.runAll();
    await lab.scrollTo(card(`solution("0.1")`));
    await lab.scrollTo(guess);
    await expect(waiting.locator(".factorlab-card")).toBeHidden();
  });

  await test.step("a guess opens it, and stands beside what came", async () => {
    const keep = guess.getByRole("button", { name: "Keep my guess" });
    await expect(keep).toBeDisabled();
    await guess.getByRole("textbox", { name: "Your guess" }).fill("4");
    await keep.click();
    await expect(guess).toContainText("Your guess is kept.");
    await expect(waiting.locator(".factorlab-card")).toContainText("You were off by 0.5.");
  });

  await test.step("a curve is sketched by pointer and by keys", async () => {
    const curve = card(`predict("0.c")`);
    await lab.scrollTo(curve);
    const box = (await curve.locator(".factorlab-curves").boundingBox())!;
    await page.mouse.move(box.x + box.width * 0.1, box.y + box.height * 0.18);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.4, box.y + box.height * 0.7, { steps: 4 });
    await page.mouse.up();
    const last = curve.getByRole("slider", { name: "Height at 200" });
    await curve.getByRole("slider", { name: "Height at 0" }).focus();
    for (let k = 0; k < 10; k++) await page.keyboard.press("ArrowRight");
    await expect(last).toBeFocused();
    await page.keyboard.press("PageDown");
    await expect(last).toHaveAttribute("aria-valuenow", "0.375");
    await lab.picture("course-curve", curve);
    await curve.getByRole("button", { name: "Keep my guess" }).click();
    await expect(
      curve.getByRole("img", { name: /^Your guess goes from 0\.9\d* to 0\.375\.$/ }),
    ).toBeVisible();
  });

  await test.step("a wrong answer is told which mistake it is, a right one that it is right", async () => {
    await lab.scrollTo(card("// wrong"));
    await expect(card("// wrong")).toContainText("You have added all four numbers.");
    await expect(card("// right")).toContainText("Right.");
    const question = card(`exercise("0.1")`);
    await question.getByRole("button", { name: "Show a hint" }).click();
    await question.getByRole("button", { name: "Show another hint, 2 left" }).click();
    await expect(question.locator("li")).toHaveCount(2);
    const folded = card(`solution("0.1")`);
    await expect(folded.getByText("The answer is")).toBeHidden();
    await folded.getByText("Solution of exercise 0.1").click();
    await expect(folded.getByText("The answer is")).toBeVisible();
    expect(await findings(page, ".jp-Notebook .factorlab-card")).toEqual([]);
    await lab.picture("course-exercise", question);
  });

  await test.step("the panel shows it, and the file beside the notebook keeps it", async () => {
    await page.evaluate(() => window.jupyterapp.commands.execute("docmanager:save"));
    await page.evaluate(() => window.jupyterapp.commands.execute("factorlab:open-course-progress"));
    const panel = page.locator(".factorlab-learning");
    await expect(panel).toContainText("1 of 1 exercises are right.");
    const [all, first] = await Promise.all(
      [panel, panel.locator("p").first()].map((each) => each.boundingBox()),
    );
    expect(first!.y - all!.y, "it begins at the top").toBeLessThan(40);
    const entry = panel.getByRole("listitem").filter({ hasText: "Exercise 0.1" });
    await expect(entry).toContainText("right · 2 tries · 2 hints · solution seen");
    expect(await findings(page, ".factorlab-learning")).toEqual([]);
    const kept = JSON.parse(lab.read("lesson/course-progress.json")) as { learners: Record<string, object> };
    expect(Object.keys(kept.learners)).toEqual(["Ada"]);
    await lab.picture("course-progress", panel);
  });

  await test.step("the guess is there when the notebook is opened again", async () => {
    expect(JSON.parse(lab.read(NAME))).toMatchObject({ metadata: { factorlab: { guesses: { "0.b": 4 } } } });
    await reopen(lab);
    await expect(guess).toContainText("Change my guess");
    await expect(waiting.locator(".factorlab-card")).toContainText("You were off by 0.5.");
  });
});

test("cards are German where the notebook is, under an English JupyterLab", async ({ lab }) => {
  const german = notebook("factorlab", [
    `import { exercise, language, predict, reveal } from "factorlab/course";\nlanguage("de");`,
    `exercise("0.1");`,
    `predict("0.b");`,
    `reveal("0.b", 4.5); // what came`,
    `predict("0.c");`,
  ]);
  await lab.open(NAME, german);
  await lab.runAll();
  const card = (source: string): Locator => lab.cell(source).locator(".factorlab-card");
  await lab.scrollTo(card(`exercise("0.1")`));
  await card(`exercise("0.1")`).getByRole("button", { name: "Einen Hinweis zeigen" }).click();
  await expect(card(`exercise("0.1")`).getByRole("button")).toHaveText(/^Noch einen Hinweis/);
  await lab.scrollTo(card(`predict("0.b")`));
  await card(`predict("0.b")`).getByRole("textbox", { name: "Ihr Tipp" }).fill("4,0");
  await card(`predict("0.b")`).getByRole("button", { name: "Tipp abgeben" }).click();
  await expect(card(`predict("0.b")`)).toContainText("Ihr Tipp ist notiert.");
  await expect(card("// what came")).toContainText("4,5");
  await expect(card("// what came")).toContainText("Sie lagen um 0,5 daneben.");
  await lab.scrollTo(card(`predict("0.c")`));
  await expect(card(`predict("0.c")`).locator("svg")).toContainText("0,8");
  await lab.picture("course-german", card(`predict("0.c")`));
});

/** Closes the notebook and opens what was saved of it. */
async function reopen({ page }: Lab): Promise<void> {
  await page.evaluate(async (path) => {
    const { commands } = window.jupyterapp;
    await commands.execute("application:close");
    await commands.execute("docmanager:open", { path });
  }, NAME);
}
