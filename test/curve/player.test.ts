import { describe, expect, it } from "vitest";
import { Player } from "../../extension/src/views/curve/player";

/** A player on a page that draws on demand. */
function stage() {
  const shown: number[] = [];
  let next: ((time: number) => void) | null = null;
  let ended = 0;
  const player = new Player({
    onPosition: (position) => shown.push(position),
    onEnd: () => ended++,
    request: (callback) => {
      next = callback;
      return 1;
    },
    cancel: () => (next = null),
  });
  const at = (time: number): void => {
    const callback = next;
    next = null;
    callback?.(time);
  };
  return { player, shown, at, ended: () => ended };
}

describe("playing", () => {
  it("goes through all frames in four seconds, at an even pace, and ends once", () => {
    const { player, shown, at, ended } = stage();
    player.play(0, 200, true);
    for (let time = 1000; time <= 5000; time += 1000) at(time);
    expect(shown).toEqual([0, 50, 100, 150, 200]);
    expect([player.playing, ended()]).toEqual([false, 1]);
    at(6000);
    expect(shown).toHaveLength(5);
  });

  it("goes on from where it is when the speed changes", () => {
    const { player, shown, at } = stage();
    player.play(0, 200, true);
    at(0);
    at(1000);
    player.setSpeed(4);
    at(1100);
    at(1600);
    expect(shown).toEqual([0, 50, 50, 150]);
  });

  it("moves in a few large steps where nothing is to move smoothly", () => {
    const { player, shown, at } = stage();
    player.play(0, 200, false);
    for (let time = 0; time <= 4000; time += 100) at(time);
    expect(new Set(shown)).toEqual(new Set([0, 25, 50, 75, 100, 125, 150, 175, 200]));
  });

  it("stops when it is told to, and asks for no further picture", () => {
    const { player, shown, at, ended } = stage();
    player.play(10, 200, true);
    at(0);
    player.pause();
    at(2000);
    expect([shown, player.playing, ended()]).toEqual([[10], false, 0]);
  });
});
