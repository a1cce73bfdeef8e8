import { fewDigits, formatCount, formatLoss, turnsText } from "factorlab/view";
import type { LossPayload, Translate } from "factorlab/view";
import type { RaceState } from "./race";

/** Says how the race stands. */
export function raceVerdict(state: RaceState, t: Translate): string {
  const { race, turns } = state;
  if (race.problem !== null) return t("The machine could not run: {problem}", { problem: race.problem });
  if (!race.run) return "";
  if (!race.begun) return `${introduction(state, t)} ${lengthText(state, t)}`;
  const own = turns.at(-1) ?? NaN;
  const machine = race.shown.values.at(-1) ?? NaN;
  const values = {
    own: formatLoss(own),
    machine: formatLoss(machine),
    turns: turnsText(Math.max(0, turns.length - 1), t),
    updates: doneText(state, race.reached, t),
  };
  const standing =
    values.own === values.machine
      ? t("Level: {own} after {turns}, and after {updates} of the machine.", values)
      : own < machine
        ? t("You lead: {own} after {turns}; the machine has {machine} after {updates}.", values)
        : t("The machine leads: {machine} after {updates}; you have {own} after {turns}.", values);
  return race.isAtEnd ? `${standing} ${ending(state, t)}` : standing;
}

function introduction({ race, rate }: RaceState, t: Translate): string {
  if (race.run?.unit === "iteration")
    return t("The machine begins where you do, and changes all numbers in each iteration.");
  return rate === null
    ? t("The machine begins where you do, and changes one number after the other.")
    : t(
        "The machine begins where you do, and changes one number after the other, by steps of the learning rate {rate}.",
        {
          rate: fewDigits(rate),
        },
      );
}

/** How long the machine's run is. How low it gets is told by the race: known before, it would spoil a learner's guess. */
function lengthText(state: RaceState, t: Translate): string {
  const { run, end } = state.race;
  if (run?.divergedAt != null) return divergedText(state, t);
  return t("It makes {updates}.", { updates: doneText(state, end, t) });
}

function ending(state: RaceState, t: Translate): string {
  const { race, turns } = state;
  if (race.run?.divergedAt != null) return divergedText(state, t);
  const best = turns.reduce((least, loss) => Math.min(least, loss), Infinity);
  const passed = race.run && passedAt(race.run.loss, best);
  if (passed === null)
    return t("The machine never got as low as your best, {best}.", { best: formatLoss(best) });
  return t("It took {updates} to get as low as your best, {best}.", {
    updates: doneText(state, passed, t),
    best: formatLoss(best),
  });
}

function divergedText(state: RaceState, t: Translate): string {
  const updates = doneText(state, state.race.run?.divergedAt ?? 0, t);
  return t("It leaves all bounds after {updates}: its steps jump out of the valleys.", { updates });
}

/** The first update or iteration whose loss is not above another one; null where none is. */
export function passedAt({ iterations, values }: LossPayload, loss: number): number | null {
  const k = values.findIndex((value) => value <= loss);
  return k < 0 ? null : iterations[k];
}

function doneText({ race }: RaceState, count: number, t: Translate): string {
  const shown = formatCount(count);
  if (race.run?.unit === "iteration")
    return count === 1 ? t("1 iteration") : t("{count} iterations", { count: shown });
  return count === 1 ? t("1 update") : t("{count} updates", { count: shown });
}
