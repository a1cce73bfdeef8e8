/** A program that trains on Spark until it is killed; it says so once Spark is at work. */
import { Ratings } from "factorlab";
import { SparkALS } from "factorlab/spark";

const [remote] = process.argv.slice(2);
const rows = Array.from({ length: 5000 }, (_, k) => [
  k % 500,
  Math.floor(k / 500) * 4 + (k % 4),
  1 + (k % 5),
]);
const onProgress = ({ steps }) => {
  if (steps.at(-1)?.name === "training") console.log("training");
};
await new SparkALS({ features: 50, iterations: 10 }).fit(Ratings.from(rows), { remote, onProgress });
