const live = process.stdout.isTTY;

/** @param {number} since from `performance.now()` */
function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

/**
 * Announces a step on one line and ends the line when the step has ended. In a terminal the line shows what
 * the step prints last; into a file or pipe nothing is ever written twice.
 * @param {string} text
 */
export function progress(text) {
  const since = performance.now();
  let last = "";
  process.stdout.write(live ? text : `${text} … `);
  const draw = () => {
    const line = `${text} … ${seconds(since)}  ${last}`.slice(0, (process.stdout.columns || 80) - 1);
    process.stdout.write(`\r\x1b[K${line}`);
  };
  const timer = live ? setInterval(draw, 200).unref() : undefined;
  return {
    /** @param {string} output */
    saw(output) {
      // Other programs colour and redraw their lines: only words are wanted here.
      // eslint-disable-next-line no-control-regex
      const lines = output.replace(/\x1b\[[0-9;?]*[A-Za-z]/g, "").split(/[\r\n]+/);
      last =
        lines
          .filter((line) => line.trim() !== "")
          .at(-1)
          ?.trim() ?? last;
    },
    /** @param {string} [word] in place of the time it took */
    end(word) {
      clearInterval(timer);
      process.stdout.write(
        live ? `\r\x1b[K${text} … ${word ?? seconds(since)}\n` : `${word ?? seconds(since)}\n`,
      );
    },
  };
}
