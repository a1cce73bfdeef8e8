// What the stages of a training, as Spark's metrics have them, say of it.

const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);

/** Whether a stage is of the training itself, as Spark Connect describes it. */
const isOfFit = ({ details }) => /ml_command \{\s*fit/.test(details);

/**
 * Bytes shuffled in each iteration, and before the first, and the seconds of processor time of an iteration's tasks.
 *
 * Before the first, ratings are dealt into pairs of blocks, by user and by item. Then each iteration has two stages that
 * send factors: a record for each pair of blocks.
 * @param {object[]} stages
 * @param {{ iterations: number, userBlocks: number, itemBlocks: number }} settings
 */
export function shuffled(stages, { iterations, userBlocks, itemBlocks }) {
  const writing = stages.filter(isOfFit).filter(({ shuffleWriteBytes }) => shuffleWriteBytes > 0);
  const byPairs = writing
    .filter(({ shuffleWriteRecords }) => shuffleWriteRecords === userBlocks * itemBlocks)
    .sort((a, b) => a.stageId - b.stageId);
  const sending = byPairs.slice(-2 * iterations);
  if (byPairs.length < 2 + 2 * iterations)
    throw new Error(`Spark ran ${byPairs.length} stages by pairs of blocks, expected ${2 + 2 * iterations}`);
  const dealing = writing.filter(({ stageId }) => stageId < sending[0].stageId);
  const bytes = (some) => sum(some.map(({ shuffleWriteBytes }) => shuffleWriteBytes));
  return {
    iteration: bytes(sending) / iterations,
    before: bytes(dealing),
    cpu: taskSeconds(sending) / iterations,
  };
}

/** Seconds of processor time that tasks have taken. */
export const taskSeconds = (stages) => sum(stages.map(({ executorCpuTime }) => executorCpuTime)) / 1e9;
